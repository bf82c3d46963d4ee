using System.Globalization;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tests.Signing;

/// <summary>The SDK's own chain, with the role of a container at its end, as ECS, EKS and AgentCore give it.</summary>
public sealed class ContainerRoleTests
{
    private const string Variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    [Fact]
    public async Task Credentials_OfAContainersRole_AreKeptAndRenewedWhenTheyAreRefused()
    {
        var fetches = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var role = builder.Build();
        var expiration = TimeProvider.System.GetUtcNow().AddHours(6).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        role.MapGet("/role", () => Results.Content($$"""
            {"AccessKeyId":"LOCALKEY","SecretAccessKey":"local-secret-not-a-real-one","Token":"token-{{Interlocked.Increment(ref fetches)}}",
            "Expiration":"{{expiration}}"}
            """, "application/json"));
        await role.StartAsync(TestContext.Current.CancellationToken);
        var before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, $"{role.Urls.First()}/role");
        try
        {
            var credentials = SigningCredentials.Of(new AwsSettings(new ConfigurationBuilder().Build()));
            var first = await credentials.GetAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(first.AccessKey != "LOCALKEY", "This machine has AWS credentials of its own, which come before a container's role.");

            (await credentials.GetAsync(TestContext.Current.CancellationToken)).Token.ShouldBe("token-1");
            var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => credentials.ReplaceAsync(first, TestContext.Current.CancellationToken)));

            others.Select(other => other.Token).Distinct().ShouldHaveSingleItem().ShouldBe("token-2");
            fetches.ShouldBe(2);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}

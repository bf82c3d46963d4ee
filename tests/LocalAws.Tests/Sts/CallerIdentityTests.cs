using System.Net;
using System.Text;
using System.Xml.Linq;
using AgentStack.LocalAws.Faults;

namespace AgentStack.LocalAws.Tests.Sts;

public sealed class CallerIdentityTests
{
    private const string Service = "sts";
    private static readonly XNamespace Names = "https://sts.amazonaws.com/doc/2011-06-15/";

    [Fact]
    public async Task CallerIdentity_AskedWithASignature_NamesAccountAndUser()
    {
        await using var server = await StartedServer.StartAsync();

        using var response = await server.SendSignedAsync(Ask(server), Service);
        var result = (await ReadAsync(response)).Element(Names + "GetCallerIdentityResult")!;

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        result.Element(Names + "Arn")!.Value.ShouldBe($"arn:aws:iam::{server.Aws.AccountId}:user/local");
        result.Element(Names + "Account")!.Value.ShouldBe(server.Aws.AccountId);
        result.Element(Names + "UserId")!.Value.ShouldBe(server.Aws.AccessKeyId);
    }

    [Fact]
    public async Task CallerIdentity_WithoutASignatureOrWithAWrongOne_IsRefusedInTheQueryDialect()
    {
        await using var server = await StartedServer.StartAsync();

        using var bare = await server.SendAsync(Ask(server));
        using var wrongService = await server.SendSignedAsync(Ask(server), "ssm");

        await ShouldBeErrorAsync(bare, 403, "MissingAuthenticationToken");
        await ShouldBeErrorAsync(wrongService, 403, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Query_ForAnotherAction_IsNotKnown()
    {
        await using var server = await StartedServer.StartAsync();

        using var response = await server.SendSignedAsync(Ask(server, "AssumeRole"), Service);

        await ShouldBeErrorAsync(response, 400, "InvalidAction");
    }

    [Fact]
    public async Task CallerIdentity_ThatIsThrottled_SaysSoInTheQueryDialect()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Faults.Add(new Fault("GetCallerIdentity", FaultKind.Throttle));

        using var response = await server.SendSignedAsync(Ask(server), Service);

        await ShouldBeErrorAsync(response, 429, "Throttling");
    }

    private static HttpRequestMessage Ask(StartedServer server, string action = "GetCallerIdentity") =>
        new(HttpMethod.Post, server.At("/"))
        {
            Content = new StringContent($"Action={action}&Version=2011-06-15", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };

    private static async Task<XElement> ReadAsync(HttpResponseMessage response) =>
        XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private static async Task ShouldBeErrorAsync(HttpResponseMessage response, int status, string code)
    {
        ((int)response.StatusCode).ShouldBe(status);
        (await ReadAsync(response)).Element(Names + "Error")!.Element(Names + "Code")!.Value.ShouldBe(code);
    }
}

using AgentStack.LocalAws.AgentCore;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Signing;
using AgentStack.Tests.Shared;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Tests.Signing;

public sealed class SignedAccessTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _stage.Aws.Runtimes.Add(new LocalRuntime(_stage.Arn, RuntimeProtocol.Mcp, _stage.Mcp.Root));
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(-45)]
    [InlineData(45)]
    public async Task CallTool_OfARuntimeUnderIam_PassesItsSignatureCheckWhateverTheClockSays(int minutes)
    {
        _stage.Clock.Set(_stage.Clock.GetUtcNow().AddMinutes(minutes));
        var server = _stage.Connect(("Auth", "SigV4"), ("RuntimeArn", _stage.Arn));
        var tool = (await server.ListToolsAsync(Cancellation))[0];

        var result = await server.CallToolAsync(tool, new Dictionary<string, object?> { ["text"] = "é" }, Cancellation);

        result.IsError.ShouldNotBe(true);
        _stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Prepare_WithoutCredentials_NamesTheWaysToHaveSome()
    {
        var access = Access(new RemoteServerOptions { Url = "https://example.com/mcp", Region = "eu-west-1" }, () => throw new AmazonClientException("none"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => access.PrepareAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Message.ShouldBe(
            "MCP server 'tools': connecting at https://example.com/mcp failed: This process has no AWS credentials to sign with."
            + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the container or instance a role.");
    }

    [Fact]
    public async Task Prepare_WhenTheCredentialsDoNotCome_EndsAtItsDeadline()
    {
        var never = new TaskCompletionSource<AWSCredentials>();
        var access = Access(new RemoteServerOptions { Url = "https://example.com/mcp", Region = "eu-west-1" }, () => never.Task);

        var preparing = access.PrepareAsync(Cancellation);
        await Eventually.TrueAsync(() => _stage.Clock.PendingTimers > 0, "the deadline to be set");
        _stage.Clock.Advance(TimeSpan.FromSeconds(16));

        (await Should.ThrowAsync<RemoteMcpException>(() => preparing)).Problem.ShouldContain("No answer within 15 s.");
    }

    [Fact]
    public async Task Prepare_WhenNothingNamesARegion_FailsBeforeAnyRequest()
    {
        var access = Access(new RemoteServerOptions { Url = "https://example.com/mcp" }, () => throw new InvalidOperationException("not reached"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => access.PrepareAsync(Cancellation));

        failure.Problem.ShouldBe("There is no region to sign for: the address names none.");
        failure.Remedy.ShouldBe("Set McpServers:tools:Region, or AWS_REGION.");
    }

    private SignedAccess Access(RemoteServerOptions options, Func<Task<AWSCredentials>> findAsync)
    {
        var aws = new AwsSettings(new ConfigurationBuilder().Build());
        var identity = new SigningIdentity("tools", options, aws, new SigningCredentials(findAsync));
        return new SignedAccess(identity, new Deadline(TimeSpan.FromSeconds(15), _stage.Clock), _stage.Clock);
    }
}

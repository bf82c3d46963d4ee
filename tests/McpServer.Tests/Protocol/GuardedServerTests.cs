using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>What the protocol asks of a server that wants a token; all else about tokens is in Access.</summary>
public sealed class GuardedServerTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _server = await RunningServer.StartAsync(
            new() { ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer not.a.token")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [Requirement("R20")]
    public async Task Mcp_TokenMissingWrongOrOfAnotherScheme_Is401ThatNamesTheMetadata(string? authorization)
    {
        foreach (var headers in new[] { [], Messages.ModernHeaders("tools/list") })
        {
            var answer = await _server.PostAsync(Messages.ListTools, [.. headers, ("Authorization", authorization)]);

            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString()
                .ShouldStartWith($"Bearer resource_metadata=\"{_server.Http.BaseAddress}.well-known/oauth-protected-resource/mcp\"");
        }
    }

    [Fact]
    [Requirement("R20")]
    public async Task Metadata_IsWhereTheChallengeSays()
    {
        var document = (await _server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource/mcp")).Json;

        document["resource"]!.GetValue<string>().ShouldBe(_server.McpUrl.AbsoluteUri);
        document["authorization_servers"]!.AsArray().ShouldNotBeEmpty();
    }
}

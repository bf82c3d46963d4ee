using System.Net;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Access;

/// <summary>The only issuer has a name in the settings, which its discovery document has to confirm.</summary>
public sealed class NamedIssuerTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await FakeIssuer.StartAsync(_clock);

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Fact]
    public async Task Mcp_DocumentOfTheNamedIssuer_IsServed()
    {
        await using var server = await StartAsync(_issuer.Issuer);

        (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mcp_DocumentOfAnotherIssuerThanNamed_Is503AndTheLogSaysWhy()
    {
        await using var server = await StartAsync("https://issuer.example/pool");

        (await ListAsync(server)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        server.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error
            && line.Text.Contains("another issuer's than the configured https://issuer.example/pool")
            && line.Text.Contains(_issuer.DiscoveryUrl.AbsoluteUri));
    }

    private Task<RunningServer> StartAsync(string name) => RunningServer.StartAsync(
        new()
        {
            ["Access:Issuers:only:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
            ["Access:Issuers:only:Issuer"] = name,
            ["Access:Issuers:only:AllowedClients"] = "client-1",
        },
        _clock);

    private Task<WireAnswer> ListAsync(RunningServer server) =>
        server.PostAsync(Messages.ListTools, ("Authorization", $"Bearer {_issuer.Token()}"));
}

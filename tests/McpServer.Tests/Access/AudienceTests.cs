using System.Net;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Access;

public sealed class AudienceTests : IAsyncLifetime
{
    private const string Api = "https://tools.example.com";

    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await FakeIssuer.StartAsync(_clock);

    public ValueTask DisposeAsync() => _issuer.DisposeAsync();

    [Theory]
    [InlineData(Api, HttpStatusCode.OK)]
    [InlineData("https://other.example.com", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Mcp_AudienceOfThePlainSection_IsAskedFor(string? audience, HttpStatusCode status)
    {
        await using var server = await StartAsync("Access", Api);

        (await ListAsync(server, audience)).ShouldBe(status);

        WarningsOf(server).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Access")]
    [InlineData("Access:Issuers:partner")]
    public async Task Mcp_AudienceThatNobodyAsksFor_IsServedAndInTheLogOnce(string section)
    {
        await using var server = await StartAsync(section);

        for (var call = 0; call < 3; call++)
            (await ListAsync(server, Api)).ShouldBe(HttpStatusCode.OK);

        var warning = WarningsOf(server).ShouldHaveSingleItem();
        warning.ShouldContain(_issuer.Issuer);
        warning.ShouldContain($"Set {section}:Audience");
    }

    [Fact]
    public async Task Mcp_TokenWithoutAudience_IsServedWithoutAWord()
    {
        await using var server = await StartAsync("Access");

        (await ListAsync(server, audience: null)).ShouldBe(HttpStatusCode.OK);

        WarningsOf(server).ShouldBeEmpty();
    }

    private static IEnumerable<string> WarningsOf(RunningServer server) =>
        server.Log.Lines.Where(line => line.Level == LogLevel.Warning && line.Text.Contains("name an audience")).Select(line => line.Text);

    private Task<RunningServer> StartAsync(string section, string? audience = null) => RunningServer.StartAsync(
        new()
        {
            [$"{section}:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
            [$"{section}:AllowedClients"] = "client-1",
            [$"{section}:Audience"] = audience,
        },
        _clock);

    private async Task<HttpStatusCode> ListAsync(RunningServer server, string? audience)
    {
        var token = _issuer.Token(claims =>
        {
            if (audience is not null)
                claims["aud"] = audience;
        });
        return (await server.PostAsync(Messages.ListTools, ("Authorization", $"Bearer {token}"))).Status;
    }
}

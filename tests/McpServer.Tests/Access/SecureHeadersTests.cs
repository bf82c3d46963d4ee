using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Access;

public sealed class SecureHeadersTests
{
    [Theory]
    [InlineData("POST", "/mcp")]
    [InlineData("GET", "/mcp")]
    [InlineData("GET", "/ping")]
    [InlineData("GET", "/nothing/here")]
    public async Task Answer_OfAnyKind_HasThem(string method, string path)
    {
        await using var server = await RunningServer.StartAsync();

        var headers = (await server.SendAsync(new HttpMethod(method), path, Messages.ListTools)).Headers;

        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        headers.CacheControl!.NoStore.ShouldBeTrue();
        headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        headers.Contains("Server").ShouldBeFalse();
        headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Fact]
    public async Task EventStream_KeepsItsOwnWordAboutCaches()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.PostAsync(Messages.Call("odd_progress").WithProgressToken("p"));

        answer.MediaType.ShouldBe("text/event-stream");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Refusals_HaveThemToo()
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var server = await RunningServer.StartAsync(
            new() { ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, clock);

        var answer = await server.PostAsync(Messages.ListTools);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData(false, "https", false)]
    [InlineData(true, "https", true)]
    [InlineData(true, "HTTPS", true)]
    [InlineData(true, "http, https", true)]
    [InlineData(true, "https, http", false)]
    [InlineData(true, "ftp", false)]
    [InlineData(true, null, false)]
    public async Task ForwardedProto_IsBelievedOnlyWhereItIsConfigured(bool isTrusted, string? sent, bool isHttps)
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var server = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1",
                ["Access:TrustForwardedProto"] = isTrusted.ToString(),
            },
            clock);

        var answer = await server.PostAsync(Messages.ListTools, ("X-Forwarded-Proto", sent));

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(isHttps);
        answer.Headers.WwwAuthenticate.ToString().Contains("resource_metadata=\"https://").ShouldBe(isHttps);
    }
}

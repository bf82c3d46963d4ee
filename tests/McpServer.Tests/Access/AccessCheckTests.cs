using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Access;

public sealed class AccessCheckTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private FakeIssuer _issuer = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _server = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1, client-2",
                ["Access:RequiredScopes:0"] = "tools/call",
                ["Access:RequiredScopes:1"] = "tools/list",
            },
            _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("client-1", "tools/call tools/list", "Bearer")]
    [InlineData("client-2", "a tools/list b tools/call", "bearer")]
    [InlineData("client-2", "tools/list tools/call", "BEARER ")]
    public async Task Mcp_TokenOfAnAllowedClientWithTheScopes_IsServed(string client, string scope, string scheme)
    {
        var answer = await _server.CallAsync("odd_caller", null, ("Authorization", $"{scheme} {_issuer.Token(client, scope)}"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ToolText.ShouldBe(client);
        await Eventually.TrueAsync(
            () => _server.Log.Lines.Any(line => line.Text.Contains($"client {client}")), "the line about the request");
    }

    [Theory]
    [InlineData("xn--a")]
    [InlineData("a:99999")]
    [InlineData("..")]
    public async Task Mcp_UnderAStrangeHost_Is401AsUnderAnyOther(string host)
    {
        await using var server = await RunningServer.StartDeployedAsync(
            new() { ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri, ["Access:AllowedClients"] = "client-1" }, _clock);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = $"POST /mcp HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBeOneOf("HTTP/1.1 401 Unauthorized", "HTTP/1.1 400 Bad Request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Token abc")]
    [InlineData("abc")]
    [InlineData("Bearerabc")]
    public async Task Mcp_NoBearerToken_Is401WithoutAnErrorCode(string? authorization)
    {
        var answer = await AskAsync(authorization);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ChallengeOf(answer).ShouldBe(
            $"Bearer resource_metadata=\"{_server.Http.BaseAddress}.well-known/oauth-protected-resource/mcp\", scope=\"tools/call tools/list\"");
        answer.Json["error_description"]!.GetValue<string>().ShouldContain("Authorization: Bearer");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b c")]
    [InlineData("Bearer a,Bearer b")]
    [InlineData("Bearer \"a\"")]
    [InlineData("Bearer ==")]
    [InlineData("Bearer a\tb")]
    public async Task Mcp_MalformedHeader_Is400InvalidRequest(string authorization)
    {
        var answer = await AskAsync(authorization);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        ChallengeOf(answer).ShouldContain("error=\"invalid_request\"");
        answer.Json["error"]!.GetValue<string>().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Mcp_TokenInTheAddress_Is400AlsoBesideAGoodHeader()
    {
        var path = $"/mcp?access_token={GoodToken()}";

        var alone = await _server.SendAsync(HttpMethod.Post, path, Messages.ListTools);
        var twice = await _server.SendAsync(HttpMethod.Post, path, Messages.ListTools, ("Authorization", $"Bearer {GoodToken()}"));

        alone.Status.ShouldBe(HttpStatusCode.BadRequest);
        twice.Status.ShouldBe(HttpStatusCode.BadRequest);
        ChallengeOf(alone).ShouldContain("error=\"invalid_request\"");
        _server.Log.Lines.ShouldNotContain(line => line.Text.Contains("access_token=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("e30.e30.e30")]
    public async Task Mcp_NoToken_Is401InvalidToken(string token) => await RefusedAsync(token, "The token is not");

    [Fact]
    public async Task Mcp_TokenOfAnotherKey_Is401InvalidToken()
    {
        using var stranger = new FakeIssuerKey(_issuer.Key.Id);

        await RefusedAsync(stranger.Sign(_issuer.Claims()), "not signed by a key of the expected issuer");
    }

    [Fact]
    public async Task Mcp_IdToken_Is401InvalidToken() =>
        await RefusedAsync(_issuer.Token(claims => claims["token_use"] = "id"), "not an access token");

    [Fact]
    public async Task Mcp_TokenOfAnotherIssuer_Is401InvalidToken() =>
        await RefusedAsync(_issuer.Token(claims => claims["iss"] = "https://issuer.example"), "another issuer");

    [Fact]
    public async Task Mcp_TokenThatExpired_Is401InvalidToken()
    {
        var token = GoodToken();
        _clock.Advance(TimeSpan.FromHours(2));

        await RefusedAsync(token, "expired");
    }

    [Fact]
    public async Task Mcp_ClientThatIsNotListed_Is401InvalidToken() =>
        await RefusedAsync(_issuer.Token("client-3", "tools/call tools/list"), "client may not call");

    [Fact]
    public async Task Mcp_TwoAuthorizationHeaders_Is400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.McpUrl);
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer x", $"Bearer {GoodToken()}"]);

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("tools/call", "tools/list")]
    [InlineData("tools/list tools/call2", "tools/call")]
    [InlineData("", "tools/call")]
    public async Task Mcp_GoodTokenWithoutAScope_Is403NamingIt(string scope, string lacking)
    {
        var answer = await AskAsync($"Bearer {_issuer.Token("client-1", scope)}");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        ChallengeOf(answer).ShouldContain("error=\"insufficient_scope\"");
        ChallengeOf(answer).ShouldContain("scope=\"tools/call tools/list\"");
        ChallengeOf(answer).ShouldContain("resource_metadata=");
        answer.Json["error_description"]!.GetValue<string>().ShouldEndWith(lacking);
    }

    [Fact]
    public async Task Mcp_IssuerDownAndNoKeysYet_Is503AndTheLogNamesTheIssuer()
    {
        _issuer.IsDown = true;

        var answer = await AskAsync($"Bearer {GoodToken()}");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Json["error"]!.GetValue<string>().ShouldBe("temporarily_unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        answer.Text.ShouldNotContain(_issuer.DiscoveryUrl.Host);
        _server.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains(_issuer.DiscoveryUrl.AbsoluteUri));
    }

    [Fact]
    public async Task Mcp_IssuerDownLater_IsServedWithTheLastGoodKeys()
    {
        (await AskAsync($"Bearer {GoodToken()}")).Status.ShouldBe(HttpStatusCode.OK);
        _issuer.IsDown = true;
        _clock.Advance(TimeSpan.FromHours(2));

        (await AskAsync($"Bearer {GoodToken()}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/mcp")]
    [InlineData("DELETE", "/mcp")]
    [InlineData("POST", "/mcp/")]
    [InlineData("POST", "/MCP")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/anything")]
    public async Task Door_EveryPathMethodAndSpelling_IsGuarded(string method, string path) =>
        (await _server.SendAsync(new HttpMethod(method), path)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task WellKnown_NoSuchDocument_Is404AsClientsThatLookForItExpect() =>
        (await _server.SendAsync(HttpMethod.Get, "/.well-known/oauth-authorization-server")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Ping_NoToken_IsServed() =>
        (await _server.SendAsync(HttpMethod.Get, "/ping")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    [InlineData("/.well-known/oauth-protected-resource")]
    public async Task Metadata_NoToken_NamesResourceIssuerAndScopes(string path)
    {
        var metadata = (await _server.SendAsync(HttpMethod.Get, path)).Json;

        metadata["resource"]!.GetValue<string>().ShouldBe(_server.McpUrl.AbsoluteUri);
        metadata["authorization_servers"]!.AsArray().Single()!.GetValue<string>().ShouldBe(_issuer.Issuer);
        metadata["scopes_supported"]!.ToJsonString().ShouldBe("""["tools/call","tools/list"]""");
        metadata["bearer_methods_supported"]!.ToJsonString().ShouldBe("""["header"]""");
    }

    [Fact]
    public async Task Metadata_ConfiguredResource_IsWhatClientsAreTold()
    {
        await using var server = await RunningServer.StartAsync(new()
        {
            ["Access:DiscoveryUrl"] = _issuer.DiscoveryUrl.AbsoluteUri,
            ["Access:AllowedClients"] = "client-1",
            ["Access:Resource"] = "https://tools.example.com/mcp",
        });

        ChallengeOf(await server.PostAsync(Messages.ListTools))
            .ShouldBe("Bearer resource_metadata=\"https://tools.example.com/.well-known/oauth-protected-resource/mcp\"");
        (await server.SendAsync(HttpMethod.Get, "/.well-known/oauth-protected-resource/mcp"))
            .Json["resource"]!.GetValue<string>().ShouldBe("https://tools.example.com/mcp");
    }

    [Fact]
    public async Task Log_AfterRefusals_HoldsNoToken()
    {
        var token = _issuer.Token("client-3");
        await AskAsync($"Bearer {token}");
        await AskAsync("Bearer garbage-of-a-caller");

        _server.Log.Lines.ShouldNotContain(line => line.Text.Contains(token) || line.Text.Contains("garbage-of-a-caller"));
    }

    private static string ChallengeOf(WireAnswer answer) => answer.Headers.GetValues("WWW-Authenticate").Single();

    private string GoodToken() => _issuer.Token("client-1", "tools/call tools/list");

    private Task<WireAnswer> AskAsync(string? authorization) =>
        _server.PostAsync(Messages.ListTools, ("Authorization", authorization));

    private async Task RefusedAsync(string token, string reason)
    {
        var answer = await AskAsync($"Bearer {token}");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ChallengeOf(answer).ShouldContain("error=\"invalid_token\"");
        ChallengeOf(answer).ShouldContain("resource_metadata=");
        answer.Json["error_description"]!.GetValue<string>().ShouldContain(reason);
    }
}

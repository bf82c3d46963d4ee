using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Walk;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Walk;

public sealed class ServerWalkTests : IAsyncLifetime
{
    private Stage _stage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Walk_ToAServerThatIsWell_FindsEachStep()
    {
        var walk = _stage.Connect().Walk;

        (await walk.ReadCredentialsAsync(Token)).Found.ShouldBe(
            ["machine_client_id", "cognito_secret", "cognito_discovery_url", "agent_arn"]);
        (await walk.DiscoverAsync(Token)).Issuer.ShouldBe(_stage.Aws.UserPool.Issuer);
        (await walk.GetTokenAsync(Token))!.Facts!.ClientId.ShouldBe(Stage.ClientId);
        (await walk.KnockAsync(Token)).Refusal.ShouldBeNull();
        (await walk.ShakeHandsAsync(Token)).ShouldBe(new WalkedHandshake("2025-06-18", "fake", "1"));
        _stage.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    [Fact]
    public async Task Stranger_AtARuntimeForTokens_IsToldWhoseItTakes()
    {
        var walk = _stage.Connect().Walk;

        var answer = await walk.KnockAsStrangerAsync(Token);
        var resource = await walk.ReadResourceAsync(answer, Token);

        answer.Meaning.ShouldBe(401);
        answer.WantsToken.ShouldBeTrue();
        resource!.Issuers.ShouldBe([_stage.Aws.UserPool.Issuer]);
        _stage.Mcp.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Knock_ThatIsRefusedForItsClient_FindsTheClaim()
    {
        _stage.AllowClients("somebody-else");

        var answer = await _stage.Connect().Walk.KnockAsync(Token);

        (answer.Meaning, answer.Clue).ShouldBe((403, DoorClue.Client));
        answer.Refusal!.Message.ShouldNotContain("OAuth authorization failed");
    }

    [Fact]
    public async Task Handshake_WithAServerThatEchoesItsToken_KeepsIt()
    {
        EchoAuthorization();
        var walk = _stage.ConnectDirectly(("Auth", "Bearer"), ("Token", "an-opaque-one")).Walk;

        var handshake = await walk.ShakeHandsAsync(Token);

        handshake.ServerName.ShouldBe("I was sent [hidden]");
        handshake.ServerVersion!.Length.ShouldBe(64);
    }

    [Theory]
    [InlineData("everything-server", "everything-server")]
    [InlineData("sent Bearer abcdefghijk now", "sent [hidden] now")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln", "[hidden]")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260101/x, Signature=00", "[hidden]")]
    [InlineData("red\u001b[31m", "red\uFFFD[31m")]
    public void Words_OfAServer_AreShownWithoutProofs(string said, string shown) => ServerWords.Of(said).ShouldBe(shown);

    [Fact]
    public async Task Knock_AtAServerThatTakesNoGoodbye_IsLetIn()
    {
        _stage.Mcp.SessionId = "a-session";
        var hanging = new TaskCompletionSource();
        _stage.Mcp.Delete = async http =>
        {
            hanging.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var knock = _stage.ConnectDirectly().Walk.KnockAsync(Token);
        await hanging.Task;
        _stage.Clock.Advance(TimeSpan.FromSeconds(2));

        (await knock).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Knock_WhoseRefusalDrips_IsJudgedByItsHead()
    {
        var dripping = new TaskCompletionSource();
        _stage.Mcp.Mood = async (http, _) =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            dripping.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        var knock = _stage.ConnectDirectly().Walk.KnockAsync(Token);
        await dripping.Task;
        await Eventually.TrueAsync(
            () =>
            {
                _stage.Clock.Advance(TimeSpan.FromMilliseconds(20));
                return knock.IsCompleted;
            },
            "the end of the knock");

        var answer = await knock;
        (answer.Meaning, answer.WantsToken).ShouldBe((401, true));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://10.0.0.7/.well-known/x", false)]
    [InlineData("https://[::ffff:192.168.0.1]/x", false)]
    [InlineData("https://[fd00::1]/x", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("http://mcp.example.com:81/x", false)]
    [InlineData("http://mcp.example.com/.well-known/x", true)]
    [InlineData("https://idp.example.com/.well-known/x", true)]
    public void Metadata_AtAnAddressThatAServerNames_IsFollowedWhereItCannotHarm(string address, bool isFollowed) =>
        ProtectedResource.IsFollowed(new Uri(address), new Uri("http://mcp.example.com/mcp")).ShouldBe(isFollowed);

    private void EchoAuthorization() => _stage.Mcp.Mood = async (http, method) =>
    {
        if (method != "initialize")
            return false;

        await FakeMcpServer.WriteEventAsync(http, FakeMcpServer.Reply(_stage.Mcp.Messages.Last()["id"], new JsonObject
        {
            ["protocolVersion"] = "2025-06-18",
            ["capabilities"] = new JsonObject(),
            ["serverInfo"] = new JsonObject
            {
                ["name"] = $"I was sent {http.Request.Headers.Authorization.ToString()["Bearer ".Length..]}",
                ["version"] = string.Concat(Enumerable.Repeat("1 ", 500)),
            },
        }));
        return true;
    };

    [Theory]
    [InlineData(404, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}""", true)]
    [InlineData(400, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"Unsupported"}}""", true)]
    [InlineData(200, "text/event-stream", "event: message\n\n", true)]
    [InlineData(404, "text/html", "<html>no such page</html>", false)]
    [InlineData(401, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"No"}}""", false)]
    [InlineData(502, "text/html", "<html>bad gateway</html>", false)]
    [InlineData(400, "application/json", "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":\"\\ud800\",\"message\":\"\\ud800\"}}", true)]
    public async Task Knock_AtAServer_TellsWhetherItWasReached(int status, string type, string body, bool isReached)
    {
        _stage.Mcp.Mood = async (http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            await http.Response.WriteAsync(body);
            return true;
        };

        var answer = await _stage.ConnectDirectly().Walk.KnockAsync(Token);

        (answer.Refusal is null).ShouldBe(isReached);
    }
}

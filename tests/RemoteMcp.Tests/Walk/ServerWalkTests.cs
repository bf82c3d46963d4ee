using AgentStack.RemoteMcp.Walk;
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

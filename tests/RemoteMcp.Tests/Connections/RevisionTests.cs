using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Connections;

public sealed class RevisionTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Connect_ToALegacyServer_SpeaksItsRevision(string revision)
    {
        _stage.Mcp.Revision = revision;
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe(revision);
    }

    [Fact]
    public async Task Connect_ToAServerThatFallsOverTheQuestion_Works()
    {
        _stage.Mcp.Mood = (http, method) =>
        {
            if (method == "server/discover")
                http.Abort();

            return Task.FromResult(method == "server/discover");
        };
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_ToAModernServer_NeedsNoHandshake(bool isStreaming)
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        _stage.Mcp.IsStreaming = isStreaming;
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe("2026-07-28");
        _stage.Mcp.Count("initialize").ShouldBe(0);
    }

    [Theory]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"supportedVersions":"all"}}""")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"supportedVersions":[],"capabilities":{}}}""")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"x"}}""")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"x"}}""")]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"error":"no"}""")]
    [InlineData(200, "application/json", "[]")]
    [InlineData(200, "application/json", "")]
    [InlineData(200, "text/html", "<html>")]
    [InlineData(200, "text/event-stream", ": junk\n\ndata: more junk\n\n")]
    [InlineData(200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}\n\n")]
    [InlineData(202, null, "")]
    [InlineData(204, null, "")]
    [InlineData(400, "application/json", """{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Bad Request: Server not initialized"}}""")]
    [InlineData(400, "text/plain", "no")]
    [InlineData(404, "text/plain", "no")]
    [InlineData(405, "text/plain", "no")]
    [InlineData(406, "text/plain", "no")]
    [InlineData(415, "text/plain", "no")]
    [InlineData(422, "application/json", "{}")]
    [InlineData(500, "application/json", """{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"x"}}""")]
    [InlineData(500, "text/plain", "stack trace")]
    [InlineData(501, "text/plain", "no")]
    public async Task Connect_WhenDiscoveryIsAnsweredOddly_StartsWithInitialize(int status, string? contentType, string body)
    {
        Discovery(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            if (body.Length > 0)
                await http.Response.WriteAsync(body);
        });
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
        _stage.Mcp.Count("initialize").ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/event-stream")]
    public async Task Connect_WhenDiscoveryHangs_StartsWithInitialize(string? streamBefore)
    {
        Discovery(async http =>
        {
            if (streamBefore is not null)
            {
                http.Response.ContentType = streamBefore;
                await http.Response.WriteAsync(": wait\n\n");
                await http.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var server = _stage.ConnectDirectly(("ConnectTimeout", "00:00:20"));

        var call = CallAsync(server);
        await Eventually.TrueAsync(() => _stage.Mcp.Count("server/discover") == 1, "the discovery");
        _stage.Clock.Advance(TimeSpan.FromSeconds(10));
        await call;

        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
    }

    [Fact]
    public async Task Connect_AgainToALegacyServer_AsksForNoRevisions()
    {
        _stage.Mcp.SessionId = "first";
        var server = _stage.ConnectDirectly();
        await CallAsync(server);

        _stage.Mcp.SessionId = "second";
        await CallAsync(server);

        _stage.Mcp.Count("initialize").ShouldBe(2);
        _stage.Mcp.Count("server/discover").ShouldBe(1);
    }

    [Fact]
    public async Task Connect_ToAServerOfAnotherTime_NamesTheRevisions()
    {
        _stage.Mcp.Revision = "2023-01-01";

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(_stage.ConnectDirectly()));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldContain("another revision");
        failure.Problem.ShouldContain("2023-01-01");
        failure.Remedy.ShouldContain("2025-06-18");
    }

    [Fact]
    public async Task Connect_ToAServerOfTheFuture_FallsBackToWhatBothSpeak()
    {
        _stage.Mcp.Discoverable = ["2030-01-01", "2025-06-18"];
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
    }

    [Theory]
    [InlineData(-32020, null)]
    [InlineData(-32021, null)]
    [InlineData(-32022, "2030-01-01")]
    [InlineData(-32022, "")]
    public async Task Connect_WhenDiscoveryIsRefusedForItself_DoesNotStartWithInitialize(int code, string? supported)
    {
        Discovery(http => RefuseAsync(http, code, supported));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(_stage.ConnectDirectly()));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        _stage.Mcp.Count("initialize").ShouldBe(0);
        if (supported is { Length: > 0 })
            failure.Problem.ShouldContain(supported);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2030-01-01,2025-06-18")]
    [InlineData(null)]
    public async Task Connect_WhenDiscoveryNamesAnOlderRevision_StartsWithInitialize(string? supported)
    {
        Discovery(http => RefuseAsync(http, -32022, supported));
        var server = _stage.ConnectDirectly();

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe("2025-06-18");
    }

    [Theory]
    [InlineData("2025-06-18", 0)]
    [InlineData("2026-07-28", 1)]
    public async Task Connect_WithAPinnedRevision_SpeaksThatAlone(string revision, int discoveries)
    {
        _stage.Mcp.Discoverable = ["2026-07-28"];
        var server = _stage.ConnectDirectly(("ProtocolVersion", revision));

        await CallAsync(server);

        server.Condition.NegotiatedProtocol.ShouldBe(revision);
        _stage.Mcp.Count("server/discover").ShouldBe(discoveries);
    }

    [Fact]
    public async Task Connect_WithAPinThatTheServerDoesNotSpeak_SaysSo()
    {
        var server = _stage.ConnectDirectly(("ProtocolVersion", "2025-11-25"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => CallAsync(server));

        failure.Problem.ShouldContain("2025-06-18");
        failure.Remedy.ShouldContain("ProtocolVersion");
    }

    [Fact]
    public void Pin_OfAnUnknownRevision_IsAProblemOfTheSettings() =>
        Should.Throw<AgentStack.Settings.SettingsException>(() => _stage.ConnectDirectly(("ProtocolVersion", "2025-01-01")))
            .Message.ShouldContain("2025-11-25");

    private void Discovery(Func<HttpContext, Task> answerAsync) =>
        _stage.Mcp.Mood = async (http, method) =>
        {
            if (method == "server/discover")
                await answerAsync(http);

            return method == "server/discover";
        };

    private static Task RefuseAsync(HttpContext http, int code, string? supported)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = "Refused" };
        if (supported is not null)
        {
            var revisions = supported.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(revision => JsonValue.Create(revision));
            error["data"] = new JsonObject { ["supported"] = new JsonArray([.. revisions]), ["requested"] = "2026-07-28" };
        }

        http.Response.StatusCode = 400;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["error"] = error }.ToJsonString());
    }

    private static async Task CallAsync(RemoteMcpServer server)
    {
        var tool = (await server.ListToolsAsync(Cancellation))[0];
        var result = await server.CallToolAsync(tool, new Dictionary<string, object?> { ["text"] = "hi" }, Cancellation);
        result.IsError.ShouldNotBe(true);
    }
}

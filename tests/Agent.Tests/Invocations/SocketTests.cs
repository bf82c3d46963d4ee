using System.Net;
using System.Net.WebSockets;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Invocations;

public sealed class SocketTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Prompts_AreTurnsOfOneSessionWithTheEventsOfAStream()
    {
        _stage.Model.Enqueue(
            new ModelReply().Say("Let me see. ").Call("echo", new { text = "x" }),
            new ModelReply().Say("It said x."),
            new ModelReply().Say("You asked for x."));
        await using var socket = await ConnectAsync("the-session");

        await socket.SendAsync("""{"prompt":"echo x"}""");
        var first = await socket.ReadTurnAsync();
        await socket.SendAsync("""{"prompt":"what did I ask?"}"""u8.ToArray(), WebSocketMessageType.Binary);
        var second = await socket.ReadTurnAsync();
        await socket.CloseAsync();

        first.Select(ServerSentEvents.Type).Distinct().ShouldBe(["text", "tool_call", "tool_result", "usage", "done"]);
        first[^1].GetProperty("session_id").GetString().ShouldBe("the-session");
        first[^1].GetProperty("request_id").GetString().ShouldNotBe(second[^1].GetProperty("request_id").GetString());
        second[0].GetProperty("text").GetString().ShouldBe("You asked for x.");
        _stage.Model.Requests[^1].Body.GetProperty("messages").GetArrayLength().ShouldBe(5);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Cancel_EndsTheTurnAtTheModelTooAndTheSocketGoesOn()
    {
        var reply = new ModelReply().Say("endless").Hang();
        _stage.Model.Enqueue(reply);
        await using var socket = await ConnectAsync("the-session");

        await socket.SendAsync("""{"prompt":"hi"}""");
        (await socket.ReadAsync())!.Value.Type().ShouldBe("text");
        await socket.SendAsync("""{"cancel":true}""");
        var last = (await socket.ReadTurnAsync())[^1];
        await reply.Abandoned.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        last.GetProperty("error_type").GetString().ShouldBe("cancelled");
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        await socket.SendAsync("""{"cancel":true}""");
        await socket.SendAsync("""{"prompt":"again"}""");
        (await socket.ReadTurnAsync())[^1].Type().ShouldBe("done");
        _stage.Model.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task CancelBeforeAnythingWasSaid_DoesNotSayThatSomethingIsKept()
    {
        _stage.Model.Enqueue(new ModelReply().Hang());
        await using var socket = await ConnectAsync();

        await socket.SendAsync("\"hi\"");
        await Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the model to be asked");
        await socket.SendAsync("""{"cancel":true}""");

        var last = (await socket.ReadTurnAsync())[^1];
        last.GetProperty("error_type").GetString().ShouldBe("cancelled");
        last.GetProperty("error").GetString()!.ShouldEndWith("if anything.");
    }

    [Fact]
    public async Task TextThatIsNotUtf8_EndsTheSocketAndIsLoggedAsWhatItIs()
    {
        using var socket = await RawSocket.ConnectAsync(_stage, Cancellation);

        await socket.SendAsync([0x22, 0xFF, 0xFE, 0x22], Cancellation);
        await Eventually.TrueAsync(
            () => _stage.Log.Lines.Any(line => line.Contains("WebSocket protocol", StringComparison.Ordinal)), "the log");
        _stage.Log.Lines.ShouldNotContain(line => line.Contains("left the socket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PromptDuringATurn_IsAnErrorEventAndTheTurnGoesOn()
    {
        var gate = new TaskCompletionSource();
        _stage.Model.Enqueue(new ModelReply().Say("one").WaitFor(gate.Task).Say(" two"));
        await using var socket = await ConnectAsync();

        await socket.SendAsync("""{"prompt":"hi"}""");
        await socket.ReadAsync();
        await socket.SendAsync("""{"prompt":"me too"}""");
        var refusal = (await socket.ReadAsync())!.Value;
        gate.SetResult();

        refusal.GetProperty("error_type").GetString().ShouldBe("turn_under_way");
        (await socket.ReadTurnAsync())[^1].Type().ShouldBe("done");
        _stage.Model.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Approval_IsAskedForAndGivenOnTheSocket()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("It said x."));
        await using var socket = await SocketClient.ConnectAsync(stage);

        await socket.SendAsync("\"hi\"");
        var asked = (await socket.ReadTurnAsync())[^1];
        var id = asked.GetProperty("calls")[0].GetProperty("id").GetString();
        await socket.SendAsync($$"""{"approve":["{{id}}"]}""");
        var events = await socket.ReadTurnAsync();

        asked.Type().ShouldBe("approval");
        events.ShouldContain(e => e.Type() == "tool_result");
        events[^1].Type().ShouldBe("done");
        stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Theory]
    [InlineData("{bad", "invalid_json")]
    [InlineData("", "invalid_json")]
    [InlineData("[]", "no_prompt")]
    [InlineData("""{"cancel":false}""", "no_prompt")]
    [InlineData("""{"cancel":true,"prompt":"hi"}""", "invalid_cancel")]
    [InlineData("""{"cancel":true,"approve":["x"]}""", "invalid_cancel")]
    [InlineData("""{"approve":7}""", "invalid_decisions")]
    [InlineData("""{"prompt":"\ud800"}""", "invalid_encoding")]
    public async Task BadMessage_IsAnErrorEventAndTheSocketGoesOn(string message, string errorType)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        await using var socket = await ConnectAsync();

        await socket.SendAsync(message);
        var error = (await socket.ReadAsync())!.Value;
        await socket.SendAsync("\"hi\"");

        error.GetProperty("error_type").GetString().ShouldBe(errorType);
        (await socket.ReadTurnAsync())[^1].Type().ShouldBe("done");
    }

    [Fact]
    public async Task MessageBeyondTheLimit_IsAnErrorEventAndTheSocketGoesOn()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        await using var socket = await ConnectAsync();

        await socket.SendAsync(new string('x', 10_000_001));
        var error = (await socket.ReadAsync())!.Value;
        await socket.SendAsync($$"""{"prompt":"hi","attachment":"{{new string('x', 9_000_000)}}"}""");

        error.GetProperty("error_type").GetString().ShouldBe("message_too_long");
        (await socket.ReadTurnAsync())[^1].Type().ShouldBe("done");
    }

    [Fact]
    public async Task LongEvent_IsOneMessageInFramesThatThePlatformPassesOn()
    {
        var words = string.Concat(Enumerable.Repeat("日本", 50_000));
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text(words);
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("Done"));
        await using var socket = await ConnectAsync();
        await socket.SendAsync("\"hi\"");

        var longest = (await socket.ReadAsync())!.Value;
        while (longest.Type() != "tool_result")
            longest = (await socket.ReadAsync())!.Value;

        longest.GetProperty("output").GetString()!.ShouldContain("[truncated: ");
        socket.Parts.Sum().ShouldBeGreaterThan(100_000);
        socket.Parts.ShouldAllBe(length => length <= 64_000);
    }

    [Fact]
    public async Task FaultInTheAgent_ClosesWith1011()
    {
        var clock = new FaultyClock();
        await using var stage = await Stage.StartAsync(builder => clock.Use(builder));
        await using var socket = await SocketClient.ConnectAsync(stage);

        clock.IsBroken = true;
        await socket.SendAsync("\"hi\"");

        (await socket.ReadAsync()).ShouldBeNull();
        clock.IsBroken = false;
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.InternalServerError);
    }

    [Fact]
    public async Task RequestThatIsNoSocket_IsToldSo()
    {
        using var response = await _stage.Http.GetAsync("/ws", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        (await response.ReadJsonAsync()).GetProperty("details").GetString()!.ShouldContain("WebSocket");
    }

    [Fact]
    public async Task BrowserThatOffersItsTokenAsProtocol_IsAcceptedWithoutRepeatingIt()
    {
        await using var socket = await SocketClient.ConnectAsync(_stage, options =>
        {
            options.AddSubProtocol("base64UrlBearerAuthorization.dG9rZW4");
            options.AddSubProtocol("base64UrlBearerAuthorization");
        });

        socket.SubProtocol.ShouldBe("base64UrlBearerAuthorization");
    }

    [Fact]
    public async Task SilentClient_IsAskedWhetherItIsThere()
    {
        await using var stage = await Stage.StartAsync(builder => RawSocket.PingOften(builder));
        using var socket = await RawSocket.ConnectAsync(stage, Cancellation);

        (await socket.ReadFrameAsync(Cancellation)).Opcode.ShouldBe(RawSocket.Ping);
    }

    private Task<SocketClient> ConnectAsync(string? session = null) => SocketClient.ConnectAsync(_stage, options =>
    {
        if (session is not null)
            options.SetRequestHeader("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session);
    });
}

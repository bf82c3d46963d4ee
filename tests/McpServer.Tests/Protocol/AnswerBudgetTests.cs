using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Tools;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class AnswerBudgetTests : IAsyncLifetime
{
    private const int Large = 30_000_000;
    private const string LargeCall = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"big_text","arguments":{"length":30000000}}}""";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(
        new() { ["Mcp:MaxAnswerBytesHeld"] = "1048576" }, configure: builder => builder.Services.AddTools(typeof(BigTools)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task LargeAnswer_CallerBeforeDoesNotRead_Is503WithAPauseAndSmallOnesAreServed()
    {
        using var caller = await AskAndNotReadAsync();
        var late = _server.PostAsync(LargeCall);
        await Eventually.TrueAsync(() => _server.Answers.Waiting > 0, "the second answer waits for room");

        (await _server.CallAsync("big_text", """{"length":60000}""")).ToolText.Length.ShouldBe(60_000);
        (await _server.PostAsync(Messages.ListTools)).Status.ShouldBe(HttpStatusCode.OK);
        (await _server.PostAsync(LargeCall)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _server.Clock.Advance(AnswerBudget.Patience);

        var answer = await late;
        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        answer.ErrorCode.ShouldBe(503);
        answer.Json["id"]!.GetValue<int>().ShouldBe(7);
    }

    [Fact]
    public async Task LargeAnswer_CallerBeforeHangsUp_IsServed()
    {
        var caller = await AskAndNotReadAsync();
        var late = _server.PostAsync(LargeCall);
        await Eventually.TrueAsync(() => _server.Answers.Waiting > 0, "the second answer waits for room");

        caller.Dispose();

        (await late).ToolText.Length.ShouldBe(Large);
        await Eventually.TrueAsync(() => _server.Answers.Held == 0, "all room is free");
    }

    [Fact]
    public async Task LargeAnswer_NotTakenInTime_IsBrokenOff()
    {
        using var caller = await AskAndNotReadAsync();
        await Eventually.TrueAsync(() => _server.Clock.Timers.Any(due => due >= AnswerBudget.TimeFor(Large)), "the timer of the answer");

        _server.Clock.Advance(AnswerBudget.TimeFor(Large) + TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => _server.Answers.Held == 0, "all room is free");
    }

    [Fact]
    public async Task LargeAnswer_AsAStream_IsOneWholeEvent()
    {
        var answer = await _server.CallAsync("big_text", """{"length":3000000}""", ("Accept", "text/event-stream"));

        var data = answer.Text.Split("data: ").Last();
        data.ShouldEndWith("\n\n");
        JsonNode.Parse(data)!["result"]!["content"]![0]!["text"]!.GetValue<string>().Length.ShouldBe(3_000_000);
    }

    private async Task<TcpClient> AskAndNotReadAsync()
    {
        var caller = new TcpClient { ReceiveBufferSize = 4_096 };
        await caller.ConnectAsync("127.0.0.1", _server.McpUrl.Port, TestContext.Current.CancellationToken);
        var head = $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r\nContent-Length: {LargeCall.Length}\r\n\r\n";
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + LargeCall), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _server.Answers.Held > 0, "the first answer is held");
        return caller;
    }
}

using System.Diagnostics.CodeAnalysis;
using AgentStack.Agent.Lifecycle;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>A turn whose caller is gone stops at once, at the model and at its tools, whatever the way it was asked by.</summary>
public sealed class CallerGoneTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _toolCalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _toolCancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Stage _stage = null!;

    public static TheoryData<string> Ways => ["json", "stream", "socket closed", "socket cut"];

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _stage.Mcp.Mood = HangInACallAsync;
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task CallerGoneWhileTheModelSpeaks_ClosesTheModelsCall(string way)
    {
        var reply = new ModelReply().Say("endless").Hang();
        _stage.Model.Enqueue(reply);

        await AskAndLeaveAsync(way, () => Eventually.TrueAsync(() => _stage.Model.Requests.Count == 1, "the model to be asked"));

        await reply.Abandoned.WaitAsync(Soon, Cancellation);
        await NothingIsLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task CallerGoneWhileAToolRuns_CancelsTheCall(string way)
    {
        _stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }));

        await AskAndLeaveAsync(way, () => _toolCalled.Task.WaitAsync(Soon, Cancellation));

        await _toolCancelled.Task.WaitAsync(Soon, Cancellation);
        await NothingIsLeftAsync();
        _stage.Model.Requests.ShouldHaveSingleItem();
    }

    private async Task AskAndLeaveAsync(string way, Func<Task> untilUnderWay)
    {
        if (way.StartsWith("socket", StringComparison.Ordinal))
        {
            await using var socket = await SocketClient.ConnectAsync(_stage);
            await socket.SendAsync("\"hi\"");
            await untilUnderWay();
            if (way == "socket cut")
                socket.Abort();
            else
                await socket.CloseAsync();
            return;
        }

        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hi\"") };
        if (way == "stream")
            request.Headers.Add("Accept", "text/event-stream");

        var asking = _stage.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, leaving.Token);
        await untilUnderWay();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    private async Task NothingIsLeftAsync()
    {
        var gauge = _stage.App.Services.GetRequiredService<BusyGauge>();
        await Eventually.TrueAsync(() => gauge.Running == 0, "the turn to end");
        _stage.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [SuppressMessage("Performance", "CA1849", Justification = "The task is awaited by its continuation.")]
    private async Task<bool> HangInACallAsync(HttpContext http, string method)
    {
        if (method != "tools/call")
            return false;

        using var registration = http.RequestAborted.Register(_toolCancelled.SetResult);
        _toolCalled.SetResult();
        await _toolCancelled.Task;
        return true;
    }
}

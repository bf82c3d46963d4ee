using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>
/// A caller that hangs up wants its call ended: since 2026-07-28 that is the cancellation, before it there is no other
/// that could reach a call.
/// </summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Requirement("R21")]
    [Requirement("V10")]
    public async Task Call_CallerHangsUp_CancelsTheTool(bool isModern, bool isStreaming)
    {
        using var caller = new CancellationTokenSource();

        var call = SendAsync(isModern, isStreaming, caller.Token);
        await _server.Odd.Waiting.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await caller.CancelAsync();

        await _server.Odd.Cancelled.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(() => _server.Log.Lines.Any(line => line.Text.Contains("odd_wait Aborted")), "the line about the request");
        _server.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    [Requirement("R10")]
    [Requirement("V10")]
    public async Task CancelledNotification_Legacy_IsAcceptedAndEndsNothing()
    {
        using var caller = new CancellationTokenSource();
        var call = SendAsync(isModern: false, isStreaming: false, caller.Token);
        await _server.Odd.Waiting.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var answer = await _server.PostAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"enough"}}""");

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        _server.Odd.Cancelled.IsCompleted.ShouldBeFalse();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    private async Task SendAsync(bool isModern, bool isStreaming, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["reporting"] = isStreaming };
        var message = Messages.Call("odd_wait", arguments.ToJsonString());
        if (isModern)
            message.WithMeta();

        using var request = new HttpRequestMessage(HttpMethod.Post, _server.McpUrl)
        {
            Content = new StringContent(message.WithProgressToken("p").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        foreach (var (name, value) in isModern ? Messages.ModernHeaders("tools/call", "odd_wait") : [])
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await _server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

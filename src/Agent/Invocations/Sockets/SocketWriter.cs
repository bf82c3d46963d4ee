using System.Net.WebSockets;
using System.Text.Json;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Invocations.Sockets;

/// <summary>
/// Writes events, each a text message of one JSON object, as it stands in a stream after <c>data: </c>. A client that does
/// not read is cut off: nothing else would ever end the turn that waits for it.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, Shutdown shutdown, TimeProvider clock, Action cutOff, CancellationToken gone)
    : IDisposable
{
    /// <summary>The platform passes on frames of up to 64 KB; a longer message goes in several.</summary>
    public const int FrameSize = 60 * 1024;

    /// <summary>For a client to take a message, those before it included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The same when a stopping process has no more time for turns: their last events are still to be told.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneMessage = new(1, 1);
    private volatile bool _isCutOff;

    /// <summary>The client did not read, and was left.</summary>
    public bool IsCutOff => _isCutOff;

    // No token of a turn: to give up in the middle of a message would break the socket for the turns to come.
    /// <exception cref="WebSocketException">The client is gone, or does not read.</exception>
    public async Task SendAsync(TurnEvent turnEvent)
    {
        ReadOnlyMemory<byte> message = JsonSerializer.SerializeToUtf8Bytes(turnEvent, TurnJson.Wire.TurnEvent);
        using var limit = new CancellationTokenSource(Patience, clock);
        using var hurry = shutdown.Deadline.Register(() => limit.CancelAfter(LastPatience));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, gone);

        // Registered last and so run first: the reader fails, too, as soon as the send is given up.
        using var mark = limit.Token.Register(() => _isCutOff = true);
        try
        {
            await SendAsync(message, either.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            cutOff();
            throw new WebSocketException("The client does not read.", e);
        }
    }

    public void Dispose() => _oneMessage.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        await _oneMessage.WaitAsync(cancellationToken);
        try
        {
            while (rest.Length > FrameSize)
            {
                await socket.SendAsync(rest[..FrameSize], WebSocketMessageType.Text, endOfMessage: false, cancellationToken);
                rest = rest[FrameSize..];
            }

            await socket.SendAsync(rest, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _oneMessage.Release();
        }
    }
}

using System.Buffers;
using System.Net.WebSockets;

namespace AgentStack.Agent.Invocations.Sockets;

/// <summary>Reads a socket's messages, text or binary, each of a bounded size.</summary>
internal sealed class SocketReader(WebSocket socket, int maxMessageSize)
{
    private const int FirstPiece = 4 * 1024;

    /// <returns>Null when the client has closed the socket.</returns>
    /// <exception cref="WebSocketException">The client is gone.</exception>
    public async Task<InvocationBody?> ReadAsync(CancellationToken cancellationToken)
    {
        // A buffer for the message alone: a socket may be silent for an hour.
        var message = new ArrayBufferWriter<byte>(FirstPiece);
        var isTooLong = false;
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(FirstPiece), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;

            message.Advance(received.Count);
            if (message.WrittenCount > maxMessageSize)
            {
                isTooLong = true;
                message.ResetWrittenCount();
            }

            if (received.EndOfMessage)
                break;
        }

        return isTooLong
            ? InvocationBody.Refused("Message too long", $"A message may have {maxMessageSize} bytes.")
            : InvocationBodyParser.Parse(new ReadOnlySequence<byte>(message.WrittenMemory));
    }
}

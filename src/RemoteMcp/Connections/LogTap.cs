using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// The stream that answers one call, with a mark in the place of each log message in it: the MCP client above would not know
/// any more whose it is. All else goes on as it came, event by event, so that the order stays.
/// </summary>
internal sealed class LogTap(Stream inner, RemoteCall call) : GuardedStream(inner)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int ChunkSize = 4096;

    private readonly ArrayBufferWriter<byte> _event = new();
    private readonly ReadyBytes _ready = new();
    private readonly byte[] _chunk = new byte[ChunkSize];
    private bool _isLineEmpty = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.AreTaken)
        {
            var count = await base.ReadAsync(_chunk, cancellationToken);
            _ready.Clear();
            if (count > 0)
            {
                Sort(_chunk.AsSpan(0, count));
                continue;
            }

            // What is cut is not ours to judge.
            _ready.Add(_event.WrittenSpan);
            _event.ResetWrittenCount();
            break;
        }

        return _ready.Take(buffer);
    }

    protected override void Look(ReadOnlySpan<byte> read)
    {
    }

    private void Sort(ReadOnlySpan<byte> read)
    {
        foreach (var next in read)
        {
            _event.GetSpan(1)[0] = next;
            _event.Advance(1);
            if (next == LineFeed && _isLineEmpty)
                EndEvent();

            _isLineEmpty = next == LineFeed || (next == CarriageReturn && _isLineEmpty);
        }
    }

    private void EndEvent()
    {
        if (LogIn(_event.WrittenSpan) is { } said)
            _ready.Add(Encoding.UTF8.GetBytes($"data: {call.Mark(said)}\n\n"));
        else
            _ready.Add(_event.WrittenSpan);

        _event.ResetWrittenCount();
    }

    private static JsonObject? LogIn(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("notifications/message"u8) < 0)
            return null;

        try
        {
            var data = SseParser.Create(new MemoryStream(bytes.ToArray())).Enumerate().Select(each => each.Data).FirstOrDefault();
            return data is not null
                && JsonSerializer.Deserialize<JsonRpcMessage>(data, McpJsonUtilities.DefaultOptions)
                    is JsonRpcNotification { Method: Notifications.LogMessage, Params: JsonObject said }
                ? said
                : null;
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            return null;
        }
    }
}

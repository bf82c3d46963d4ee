using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AgentStack.McpServer.Protocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// Hands what an upstream says while a call runs to the caller, in its order and before the answer. It costs nothing until
/// something is said; a caller that reads too slowly loses the oldest of it.
/// </summary>
internal sealed class CallListener
{
    private const int MostWaiting = 256;
    private const string ProgressToken = "progressToken";

    private readonly Lock _gate = new();
    private readonly McpRequest _request;
    private readonly CancellationToken _cancellationToken;
    private Channel<JsonRpcNotification>? _waiting;
    private Task _telling = Task.CompletedTask;
    private bool _hasEnded;

    public CallListener(McpRequest request, CancellationToken cancellationToken)
    {
        (_request, _cancellationToken) = (request, cancellationToken);
        if (!request.Reply.CanStream)
            return;

        if (request.Message.MetaOf(ProgressToken) is { } token)
            Progress = new Listener(said => Tell(NotificationMethods.ProgressNotification, WithToken(said, token)));

        LogMessages = new Listener(said => Tell(NotificationMethods.LoggingMessageNotification, said));
    }

    /// <summary>Null when the caller does not ask for it.</summary>
    public IProgress<JsonObject>? Progress { get; }

    /// <summary>Null when the caller cannot be told.</summary>
    public IProgress<JsonObject>? LogMessages { get; }

    /// <summary>Nothing is heard any more; ends when all that was said has been told.</summary>
    public async Task EndAsync()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _waiting?.Writer.TryComplete();
        }

        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static JsonObject WithToken(JsonObject said, JsonElement token)
    {
        said[ProgressToken] = JsonNode.Parse(token.GetRawText());
        return said;
    }

    private void Tell(string method, JsonObject said)
    {
        var notification = new JsonRpcNotification { Method = method, Params = said };
        if (method == NotificationMethods.LoggingMessageNotification && !CallLog.IsWanted(_request, notification))
            return;

        lock (_gate)
        {
            if (_hasEnded)
                return;

            if (_waiting is null)
            {
                _waiting = Channel.CreateBounded<JsonRpcNotification>(
                    new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
                _telling = TellAllAsync(_waiting.Reader);
            }

            _waiting.Writer.TryWrite(notification);
        }
    }

    private async Task TellAllAsync(ChannelReader<JsonRpcNotification> waiting)
    {
        await foreach (var notification in waiting.ReadAllAsync(_cancellationToken))
            await _request.Reply.NotifyAsync(notification, _cancellationToken);
    }

    private sealed class Listener(Action<JsonObject> tell) : IProgress<JsonObject>
    {
        public void Report(JsonObject value) => tell(value);
    }
}

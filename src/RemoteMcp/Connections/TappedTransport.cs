using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A transport whose messages are seen as they came, in their order, before the MCP client takes them: it keeps no unknown
/// field of a handshake or an error, and hands out notifications in no order.
/// </summary>
internal sealed class TappedTransport(IClientTransport inner, Notifications notifications) : IClientTransport
{
    public string Name => inner.Name;

    /// <summary>The server is not asked for its revisions, but as if it had answered that it does not know the question.</summary>
    public bool IsKnownLegacy { get; init; }

    /// <summary>Told of each request before it is sent.</summary>
    public PendingRequests? Pending { get; init; }

    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        new Session(await inner.ConnectAsync(cancellationToken), notifications, this);

    private sealed class Session(ITransport inner, Notifications notifications, TappedTransport transport) : ITransport
    {
        public string? SessionId => inner.SessionId;

        public ChannelReader<JsonRpcMessage> MessageReader { get; } = new TappedReader(inner.MessageReader, notifications);

        public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
        {
            if (transport.IsKnownLegacy && message is JsonRpcRequest { Method: RequestMethods.ServerDiscover })
                return Task.FromException(new McpProtocolException("Not asked.", McpErrorCode.MethodNotFound));

            if (message is JsonRpcRequest { Params: JsonObject parameters } && CallFlow.Current?.Call is { } call)
                SpeakFor(call, parameters);

            if (message is JsonRpcRequest { Id.Id: long id })
                transport.Pending?.Add(id);

            return inner.SendMessageAsync(message, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        // The client takes these out again, and writes what else the protocol says of itself.
        private static void SpeakFor(RemoteCall call, JsonObject parameters)
        {
            if (parameters["_meta"] is not JsonObject meta || !meta.ContainsKey(ProtocolRevisions.MetaKey))
                return;

            if (call.LogLevel is { } level)
                meta[RemoteCall.LogLevelKey] = level;

            if (call.Context.ClientCapabilities is { } capabilities)
                meta[RemoteCall.CapabilitiesKey] = capabilities.DeepClone();
        }
    }
}

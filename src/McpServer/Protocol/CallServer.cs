using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SdkServer = ModelContextProtocol.Server.McpServer;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// The server as one tool call sees it: it can report progress into the answer of that call, and nothing else, since
/// there is no session on which a client could be asked.
/// </summary>
internal sealed class CallServer(McpRequest request) : SdkServer
{
    public override string? SessionId => null;

    public override string? NegotiatedProtocolVersion => request.Version;

    public override ClientCapabilities? ClientCapabilities => Declared<ClientCapabilities>(MetaKeys.ClientCapabilities);

    public override Implementation? ClientInfo => Declared<Implementation>(MetaKeys.ClientInfo);

    public override bool IsMrtrSupported => request.IsModern;

    /// <summary>The least that is sent: what the request asks for; where requests cannot ask, whatever is worth a note.</summary>
    [Obsolete("Log messages to clients are deprecated since 2026-07-28.")]
    public override LoggingLevel? LoggingLevel => request.IsModern
        ? CallLog.LevelOf(request.Message)
        : ModelContextProtocol.Protocol.LoggingLevel.Info;

    public override McpServerOptions ServerOptions { get; } = new();

    public override IServiceProvider? Services => request.Http.RequestServices;

    public RequestContext<T> ContextOf<T>(T parameters)
    {
        var json = new JsonRpcRequest { Id = request.Message.ToRequestId(), Method = request.Message.Method! };
        return new RequestContext<T>(this, json, parameters) { User = request.Http.User };
    }

    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        message is JsonRpcNotification notification && IsWanted(notification)
            ? request.Reply.NotifyAsync(notification, cancellationToken)
            : Task.CompletedTask;

    public override Task<JsonRpcResponse> SendRequestAsync(
        JsonRpcRequest request, CancellationToken cancellationToken = default) =>
        throw new McpException("This server is stateless: a tool cannot ask the client.");

    public override IAsyncDisposable RegisterNotificationHandler(
        string method, Func<JsonRpcNotification, CancellationToken, ValueTask> handler) =>
        throw new NotSupportedException("A stateless server hears no notifications.");

    public override Task RunAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("One call is all that this server is for.");

    private bool IsWanted(JsonRpcNotification notification) => notification.Method switch
    {
        NotificationMethods.ProgressNotification => true,
        NotificationMethods.LoggingMessageNotification => CallLog.IsWanted(request, notification),
        _ => false,
    };

    private T? Declared<T>(string key)
        where T : class
    {
        try
        {
            return request.Message.MetaOf(key)?.Deserialize(McpJsonUtilities.GetTypeInfo<T>(McpJsonUtilities.DefaultOptions));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

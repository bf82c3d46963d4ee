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

    public override ClientCapabilities? ClientCapabilities => null;

    public override Implementation? ClientInfo => null;

    [Obsolete("Log messages to clients left the protocol with 2026-07-28.")]
    public override LoggingLevel? LoggingLevel => null;

    public override McpServerOptions ServerOptions { get; } = new();

    public override IServiceProvider? Services => request.Http.RequestServices;

    public RequestContext<CallToolRequestParams> ContextOf(CallToolRequestParams parameters)
    {
        var json = new JsonRpcRequest { Id = request.Message.ToRequestId(), Method = RequestMethods.ToolsCall };
        return new RequestContext<CallToolRequestParams>(this, json, parameters) { User = request.Http.User };
    }

    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        message is JsonRpcNotification { Method: NotificationMethods.ProgressNotification } progress
            ? request.Reply.NotifyAsync(progress, cancellationToken)
            : Task.CompletedTask;

    public override Task<JsonRpcResponse> SendRequestAsync(
        JsonRpcRequest request, CancellationToken cancellationToken = default) =>
        throw new McpException("This server is stateless: a tool cannot ask the client.");

    public override IAsyncDisposable RegisterNotificationHandler(
        string method, Func<JsonRpcNotification, CancellationToken, ValueTask> handler) =>
        throw new NotSupportedException("A stateless server hears no notifications.");

    public override Task RunAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("One call is all that this server is for.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Net.WebSockets;
using AgentStack.Agent.Lifecycle;

namespace AgentStack.Agent.Invocations.Sockets;

/// <summary><c>GET /ws</c>: the prompts of one session, and the events of their turns, over a WebSocket.</summary>
internal sealed partial class SocketEndpoint(
    TurnAdmission turns, Shutdown shutdown, SocketOptions options, TimeProvider clock, ILogger<SocketEndpoint> logger)
{
    /// <summary>A browser passes its token in another protocol beside this one, and wants one of the two accepted.</summary>
    private const string BearerProtocol = "base64UrlBearerAuthorization";

    /// <summary>How long a client may take to answer a farewell.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(http.Response);
            return;
        }

        var context = InvocationContext.From(http.Request.Headers);
        using var scope = logger.BeginScope(context.ToScope());
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = http.WebSockets.WebSocketRequestedProtocols.Contains(BearerProtocol) ? BearerProtocol : null,
            KeepAliveInterval = options.PingInterval,
            KeepAliveTimeout = options.PongTimeout,
        });
        await ConverseAsync(socket, context, http);
    }

    private async Task ConverseAsync(WebSocket socket, InvocationContext context, HttpContext http)
    {
        var gone = http.RequestAborted;
        using var writer = new SocketWriter(socket, shutdown, clock, http.Abort, gone);
        var reader = new SocketReader(socket, options.MaxMessageSize);
        using var conversation = new SocketConversation(reader, writer, turns, shutdown, context, logger);
        try
        {
            await conversation.RunAsync(gone);
            var status = socket.State == WebSocketState.CloseReceived
                ? WebSocketCloseStatus.NormalClosure
                : WebSocketCloseStatus.EndpointUnavailable;
            await CloseAsync(socket, status, "", gone);
        }
        catch (WebSocketException e) when (IsNotTheProtocol(e) && !writer.IsCutOff)
        {
            Log.BrokeTheProtocol(logger, e.WebSocketErrorCode);
        }
        catch (Exception e) when (gone.IsCancellationRequested || e is WebSocketException)
        {
            Log.CallerGone(logger);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e);
            await CloseAsync(socket, WebSocketCloseStatus.InternalServerError, "Internal server error", gone);
        }
    }

    private static bool IsNotTheProtocol(WebSocketException failure) =>
        failure.WebSocketErrorCode is WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.InvalidMessageType;

    private async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string reason, CancellationToken gone)
    {
        try
        {
            await socket.CloseOutputAsync(status, reason, gone).WaitAsync(Farewell, clock, gone);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or TimeoutException)
        {
            // There is nobody left to say it to.
        }
    }

    private static Task RefuseAsync(HttpResponse response)
    {
        response.Headers.Upgrade = "websocket";
        return response.WriteJsonAsync(
            StatusCodes.Status426UpgradeRequired,
            new InvocationError("Upgrade required", "Open a WebSocket here, or send POST /invocations."),
            InvocationJson.Default.InvocationError);
    }

    private static partial class Log
    {
        [LoggerMessage(1004, LogLevel.Information, "The caller left the socket; a turn under way was stopped")]
        public static partial void CallerGone(ILogger logger);

        [LoggerMessage(1011, LogLevel.Warning, "The caller broke the WebSocket protocol, as by a text that is not UTF-8 ({Reason}); the socket is closed")]
        public static partial void BrokeTheProtocol(ILogger logger, WebSocketError reason);

        [LoggerMessage(1005, LogLevel.Error, "The socket failed inside the agent")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}

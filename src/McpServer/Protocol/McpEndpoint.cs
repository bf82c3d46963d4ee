using System.Collections.Frozen;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Telemetry;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>POST /mcp: one message in, one answer out. Session headers of any kind are not read.</summary>
internal sealed partial class McpEndpoint(
    BodyReader bodies,
    AnswerBudget answers,
    IEnumerable<IMcpMethod> methods,
    ServerTelemetry telemetry,
    ILogger<McpEndpoint> logger)
{
    private readonly FrozenDictionary<string, IMcpMethod> _methods = methods.ToFrozenDictionary(method => method.Name);

    public async Task HandleAsync(HttpContext http)
    {
        var (formats, unacceptable) = MediaTypes.Check(http.Request);
        using var reply = new RpcReply(http.Response, formats, answers);
        if (unacceptable is not null)
        {
            await reply.RefuseAsync(unacceptable);
            return;
        }

        using var body = await bodies.ReadAsync(http.Request, http.RequestAborted);
        var message = body.Json is { } json ? RpcMessage.Read(json.RootElement) : null;
        if (message is null || message.Problem is not null)
            await reply.RefuseAsync((body.Problem ?? message?.Problem)!, message?.Id);
        else
            await HandleAsync(http, message, reply, body);
    }

    private async Task HandleAsync(HttpContext http, RpcMessage message, RpcReply reply, RpcBody body)
    {
        var (version, problem) = RevisionRules.Check(http.Request.Headers, message);
        if (problem is not null)
        {
            await reply.RefuseAsync(problem, message.IsRequest ? message.Id : null);
            return;
        }

        if (!message.IsRequest)
        {
            reply.Accept();
            return;
        }

        var request = new McpRequest(http, message, version, reply) { IsLarge = body.IsLarge };
        var result = await InvokeAsync(request, http.RequestAborted);
        RequestSummary.Of(http).Tell(result);

        // The answer is text before its first byte is sent: however slowly it is taken, the body is not held for that.
        var sending = SendAsync(request, result, http.RequestAborted);
        body.Dispose();
        await sending;
    }

    private static Task SendAsync(McpRequest request, McpResult result, CancellationToken cancellationToken)
    {
        if (result.Error is { } error)
            return request.Reply.FailAsync(request.Id, error, cancellationToken);

        if (result.Json is { } json)
        {
            if (request.IsModern)
                ServerDescription.Sign(json);

            return request.Reply.CompleteAsync(request.Id, json, cancellationToken);
        }

        if (request.IsModern)
            ServerDescription.Sign(result.Value!);

        return request.Reply.CompleteAsync(request.Id, result.Value!, cancellationToken);
    }

    private async ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (!_methods.TryGetValue(request.Message.Method!, out var method) || !method.IsIn(request.Version))
            return NotFound(request);

        RequestSummary.Of(request.Http).Method = method.Name;
        try
        {
            return await telemetry.ObserveAsync(request, method, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RequestFailed(logger, e, method.Name, request.Http.TraceIdentifier);
            return new RpcError(
                McpErrorCode.InternalError,
                $"The request failed inside the server; its log says why under {request.Http.TraceIdentifier}");
        }
    }

    private static RpcError NotFound(McpRequest request) => new(
        McpErrorCode.MethodNotFound,
        $"Protocol version {request.Version} of this server has no such method",
        request.IsModern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} failed in request {RequestId}")]
        public static partial void RequestFailed(ILogger logger, Exception exception, string method, string requestId);
    }
}

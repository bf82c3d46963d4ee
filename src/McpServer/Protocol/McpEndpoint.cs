using System.Collections.Frozen;
using AgentStack.McpServer.Logging;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Telemetry;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>POST /mcp: one message in, one answer out. Session headers of any kind are not read.</summary>
internal sealed partial class McpEndpoint(
    AnswerBudget answers, IEnumerable<IMcpMethod> methods, ServerTelemetry telemetry, ILogger<McpEndpoint> logger)
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

        var (json, unreadable) = await RpcBody.ReadAsync(http.Request, http.RequestAborted);
        using (json)
        {
            var message = json is null ? null : RpcMessage.Read(json.RootElement);
            if (message is null || (unreadable ?? message.Problem) is not null)
                await reply.RefuseAsync((unreadable ?? message?.Problem)!, message?.Id);
            else
                await HandleAsync(http, message, reply);
        }
    }

    private async Task HandleAsync(HttpContext http, RpcMessage message, RpcReply reply)
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

        await AnswerAsync(new McpRequest(http, message, version, reply), http.RequestAborted);
    }

    private async Task AnswerAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var result = await InvokeAsync(request, cancellationToken);
        RequestSummary.Of(request.Http).Tell(result);
        if (result.Error is { } error)
        {
            await request.Reply.FailAsync(request.Id, error, cancellationToken);
            return;
        }

        if (result.Json is { } json)
        {
            if (request.IsModern)
                ServerDescription.Sign(json);

            await request.Reply.CompleteAsync(request.Id, json, cancellationToken);
            return;
        }

        if (request.IsModern)
            ServerDescription.Sign(result.Value!);

        await request.Reply.CompleteAsync(request.Id, result.Value!, cancellationToken);
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

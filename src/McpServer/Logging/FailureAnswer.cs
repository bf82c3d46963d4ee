using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Logging;

/// <summary>The outermost handler: what nobody caught is a JSON-RPC internal error, and a line in the log.</summary>
internal sealed partial class FailureAnswer(RequestDelegate next, ILogger<FailureAnswer> logger)
{
    private const string Body = """{"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"The server failed; its log says why."}}""";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not BadHttpRequestException
            && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var path = LoggedPath.Of(context.Request.Path);
            Log.Failed(logger, path, context.TraceIdentifier, e);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentType = McpWire.JsonMediaType;
            await context.Response.WriteAsync(Body, context.RequestAborted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "{Path} failed inside the server (request {RequestId})")]
        public static partial void Failed(ILogger logger, string path, string requestId, Exception exception);
    }
}

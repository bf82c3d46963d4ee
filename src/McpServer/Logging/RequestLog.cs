using AgentStack.McpServer.Health;

namespace AgentStack.McpServer.Logging;

/// <summary>One line a request; health checks only at Debug.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> logger)
{
    private const string Nothing = "-";

    public async Task InvokeAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var level = context.Request.Path == PingEndpoint.Path ? LogLevel.Debug : LogLevel.Information;
            if (logger.IsEnabled(level))
                Write(level, context, clock.GetElapsedTime(start));
        }
    }

    private void Write(LogLevel level, HttpContext context, TimeSpan elapsed)
    {
        var summary = RequestSummary.Of(context);
        var outcome = context.RequestAborted.IsCancellationRequested ? "Aborted" : summary.Outcome;
        var path = LoggedPath.Of(context.Request.Path);
        Log.Served(
            logger,
            level,
            context.Request.Method,
            path,
            context.Response.StatusCode,
            elapsed.TotalMilliseconds,
            summary.Method ?? Nothing,
            summary.Target ?? Nothing,
            outcome ?? Nothing,
            summary.ClientId ?? Nothing,
            context.TraceIdentifier);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1,
            Message = "{HttpMethod} {Path} {Status} in {ElapsedMs} ms: {RpcMethod} {Target} {Outcome} (client {ClientId}, request {RequestId})")]
        public static partial void Served(
            ILogger logger,
            LogLevel level,
            string httpMethod,
            string path,
            int status,
            double elapsedMs,
            string rpcMethod,
            string target,
            string outcome,
            string clientId,
            string requestId);
    }
}

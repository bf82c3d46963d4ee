using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.Wire;

/// <summary>What no endpoint foresaw becomes the service's own internal error, and one line in the log.</summary>
internal sealed partial class UnforeseenFailures(RequestDelegate next, ILogger<UnforeseenFailures> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody is left to tell.
        }
        catch (Exception failure) when (failure is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, context.Request.Method, context.Request.Path, failure.GetType().Name, context.TraceIdentifier);
            Log.Details(logger, failure, context.TraceIdentifier);
            await AnswerAsync(context);
        }
    }

    private static Task AnswerAsync(HttpContext context)
    {
        // Half an answer must not look like a whole one.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var id = context.TraceIdentifier;
        context.Response.Clear();
        context.Response.Headers[AwsHeaders.RequestId] = id;
        var dialect = Dialect(context);
        var error = dialect.Failed();
        return context.Response.WriteErrorAsync(dialect, error with { Message = $"{error.Message} (request id {id})" });
    }

    private static AwsDialect Dialect(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AwsOperation>()?.Dialect
        ?? (context.Request.Headers.ContainsKey(AwsHeaders.Target) ? AwsDialect.Json11 : AwsDialect.RestJson);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} failed in a way that nobody foresaw ({Kind}), request id {RequestId}. The details are logged at Debug.")]
        public static partial void Failed(ILogger logger, string method, string path, string kind, string requestId);

        [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "The failure of request {RequestId}.")]
        public static partial void Details(ILogger logger, Exception failure, string requestId);
    }
}

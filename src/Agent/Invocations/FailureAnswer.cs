namespace AgentStack.Agent.Invocations;

/// <summary>The outermost handler: what nobody caught becomes the contract's error body, and a line in the log.</summary>
internal sealed partial class FailureAnswer(RequestDelegate next, ILogger<FailureAnswer> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            var details = e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The body is larger than {InvocationServices.MaxBodySize} bytes, the most that AgentCore passes on."
                : "The request could not be read.";
            await WriteAsync(http, e.StatusCode, "Bad request", details);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, http.Request.Path, e);
            await WriteAsync(http, StatusCodes.Status500InternalServerError, "The agent failed", "Its log says why.");
        }
    }

    private static Task WriteAsync(HttpContext http, int status, string error, string details) =>
        http.Response.WriteJsonAsync(status, new InvocationError(error, details), InvocationJson.Default.InvocationError);

    private static partial class Log
    {
        [LoggerMessage(1003, LogLevel.Error, "The request to {Path} failed inside the agent")]
        public static partial void Failed(ILogger logger, string path, Exception exception);
    }
}

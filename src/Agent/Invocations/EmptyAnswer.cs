namespace AgentStack.Agent.Invocations;

/// <summary>Gives an answer 404 or 405 the words that AWS's own SDK gives it.</summary>
internal sealed class EmptyAnswer(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response.HasStarted || http.Response.ContentType is not null)
            return;

        var text = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "Not Found",
            StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
            _ => null,
        };
        if (text is null)
            return;

        http.Response.ContentType = "text/plain; charset=utf-8";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.WriteAsync(text, http.RequestAborted);
    }
}

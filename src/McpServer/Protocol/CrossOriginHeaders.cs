namespace AgentStack.McpServer.Protocol;

/// <summary>
/// What a browser wants to hear before a page of another origin may call and read the answer (CORS). Only origins that
/// an operator configured are told so; a page that happens to be served on this machine is not.
/// </summary>
internal static class CrossOriginHeaders
{
    private const string SecondsKept = "600";

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");

    /// <summary>Lets the page read the answer, the challenge and the pause among its headers.</summary>
    public static void Allow(HttpResponse response, string origin)
    {
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.AccessControlExposeHeaders = "WWW-Authenticate, Retry-After";
        response.Headers.Append("Vary", "Origin");
    }

    /// <summary>Answers what a browser asks before the page's own request. It carries no token, so none is asked for.</summary>
    public static void AnswerPreflight(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        context.Response.Headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        context.Response.Headers.AccessControlMaxAge = SecondsKept;
    }
}

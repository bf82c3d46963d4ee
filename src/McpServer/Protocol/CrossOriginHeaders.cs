using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// What a browser wants to hear before a page of another origin may call and read the answer (CORS). Only origins that
/// an operator configured are told so; a page that happens to be served on this machine is not.
/// </summary>
internal static class CrossOriginHeaders
{
    private const string SecondsKept = "600";
    private const int MostNames = 64;
    private const int LongestName = 128;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

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
        context.Response.Headers.AccessControlAllowHeaders = NamesIn(context.Request.Headers.AccessControlRequestHeaders);
        context.Response.Headers.AccessControlMaxAge = SecondsKept;
    }

    // Whatever is no name of a header cannot be sent by a page, nor written into an answer.
    private static StringValues NamesIn(StringValues asked)
    {
        var names = asked.ToString().Split(',', MostNames + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length is > 0 and <= MostNames && names.All(IsName) ? string.Join(',', names) : StringValues.Empty;
    }

    private static bool IsName(string text) => text.Length <= LongestName && !text.AsSpan().ContainsAnyExcept(NameLetters);
}

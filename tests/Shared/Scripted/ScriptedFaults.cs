using Microsoft.AspNetCore.Http;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>What the faults look like on the wire.</summary>
public static class ScriptedFaults
{
    /// <summary>Stands in each body that an upstream makes up, and may reach nobody.</summary>
    public const string InnerWords = "inner-words-of-the-upstream";

    internal static readonly string LargeText = new('x', 2 * 1024 * 1024);

    internal static int? Status(ScriptedFault fault) => fault switch
    {
        ScriptedFault.UnauthorizedOnce or ScriptedFault.Unauthorized => 401,
        ScriptedFault.Forbidden => 403,
        ScriptedFault.NotFound => 404,
        ScriptedFault.NotAcceptable => 406,
        ScriptedFault.FailedDependency => 424,
        ScriptedFault.TooManyRequests => 429,
        ScriptedFault.InternalError => 500,
        ScriptedFault.Unavailable => 503,
        _ => null,
    };

    internal static Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        if (status == 429)
            http.Response.Headers.RetryAfter = "2";

        return http.Response.WriteAsync(InnerWords);
    }
}

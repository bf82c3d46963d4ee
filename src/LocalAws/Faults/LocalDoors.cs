using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Faults;

/// <summary>
/// What AWS does not have stands under <c>/_local</c> and asks for no signature, so a page of any site that a person has
/// open could use it. Browsers say where a page is from.
/// </summary>
internal static class LocalDoors
{
    private const string Prefix = "/_local";

    public static void RefuseForeignPages(this IApplicationBuilder app) => app.Use(next => context =>
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal) || IsFromHere(context.Request.Headers.Origin))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("A page of another site may not use the stand-in on this machine.\n", context.RequestAborted);
    });

    private static bool IsFromHere(string? origin) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page is { Scheme: "http" or "https", IsLoopback: true });
}

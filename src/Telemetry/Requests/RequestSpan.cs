using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace AgentStack.Telemetry.Requests;

/// <summary>
/// Gives the server's span its name and attributes, which ASP.NET Core leaves to an instrumentation package:
/// https://opentelemetry.io/docs/specs/semconv/http/http-spans/. Health checks have no span.
/// </summary>
internal sealed class RequestSpan(RequestDelegate next)
{
    private static readonly PathString[] HealthChecks = ["/ping", "/health"];

    public Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not { IsAllDataRequested: true })
            return next(context);

        if (HealthChecks.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(context);
        }

        return DescribeAsync(span, context);
    }

    private async Task DescribeAsync(Activity span, HttpContext context)
    {
        span.SetTag("http.request.method", Method(context.Request.Method));
        span.SetTag("url.scheme", context.Request.Scheme);
        span.SetTag("url.path", context.Request.Path.Value);
        span.DisplayName = Method(context.Request.Method);
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            span.SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
                span.SetStatus(ActivityStatusCode.Error);
            }

            if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
            {
                span.SetTag("http.route", route);
                span.DisplayName = $"{Method(context.Request.Method)} {route}";
            }
        }
    }

    // What a caller made up would be a name of its own for each request.
    private static string Method(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method)
            ? method
            : "_OTHER";
}

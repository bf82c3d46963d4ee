using System.Net;
using Microsoft.Net.Http.Headers;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// On a desk, a page of any site that a person has open could talk to the agent on loopback. Browsers say where a page is
/// from; one from elsewhere is refused. In a container only the platform reaches the port.
/// </summary>
internal sealed partial class DeskOrigin(RequestDelegate next, IConfiguration configuration, ILogger<DeskOrigin> logger)
{
    private readonly bool _isContainer = configuration.IsContainer();

    public Task InvokeAsync(HttpContext http)
    {
        if (_isContainer || !IsLoopback(http.Connection.LocalIpAddress) || IsFromHere(http.Request.Headers.Origin))
            return next(http);

        Log.Refused(logger);
        return http.Response.WriteJsonAsync(
            StatusCodes.Status403Forbidden,
            new InvocationError("Foreign origin", $"A page of another site may not use the agent on this machine ({HeaderNames.Origin})."),
            InvocationJson.Default.InvocationError);
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    // No origin: no browser. Hosts by name are judged by that name, whatever it resolves to today.
    private static bool IsFromHere(string? origin) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page is { IsLoopback: true, IsFile: false });

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Warning, "A page of another site tried to use the agent; it was refused")]
        public static partial void Refused(ILogger logger);
    }
}

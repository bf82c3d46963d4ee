using System.Net;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The server refused or throttled a call that bore its caller's own headers: that says nothing of other calls.</summary>
internal sealed class CallerRefusedException(HttpStatusCode status, HttpRequestException inner)
    : Exception($"HTTP {(int)status} for the caller", inner)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Where we prove who we are, 401 is about that.</summary>
    public static bool IsOne(HttpRequestException failure, ServerAddress address) =>
        failure.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
        || (failure.StatusCode == HttpStatusCode.Unauthorized && address.Auth == RemoteServerAuth.None);
}

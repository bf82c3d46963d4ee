using System.Net;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>429 or 5xx: asking again may help.</summary>
internal sealed class TokenEndpointBusyException(HttpStatusCode status, TimeSpan? retryAfter)
    : Exception($"HTTP {(int)status}")
{
    public HttpStatusCode Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}

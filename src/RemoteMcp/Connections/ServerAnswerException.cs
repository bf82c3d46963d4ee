using System.Net;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>An answer whose status says no. Of its body nothing is kept.</summary>
internal sealed class ServerAnswerException(HttpStatusCode status, TimeSpan? retryAfter, bool isSessionLost)
    : HttpRequestException($"HTTP {(int)status}", inner: null, status)
{
    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The server does not know the session: it ran nothing of what was sent.</summary>
    public bool IsSessionLost { get; } = isSessionLost;
}

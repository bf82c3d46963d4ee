namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Why a token is fetched.</summary>
internal enum TokenNeed
{
    /// <summary>There is none that is still good.</summary>
    Missing,

    /// <summary>The one there is will run out; callers do not wait.</summary>
    Early,

    /// <summary>A server refused the one there is (401).</summary>
    Refused,
}

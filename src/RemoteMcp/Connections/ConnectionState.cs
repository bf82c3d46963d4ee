namespace AgentStack.RemoteMcp.Connections;

/// <summary>How it stands with a remote MCP server.</summary>
public enum ConnectionState
{
    /// <summary>Nobody has asked for it yet.</summary>
    Idle,

    /// <summary>It has never been connected; an attempt runs, or waits for its time when the last one failed.</summary>
    Connecting,

    /// <summary>It answered last time.</summary>
    Connected,

    /// <summary>It was connected before and fails now; the tools that it listed last are still known.</summary>
    Degraded,

    /// <summary>It does not take this process's credentials (401, 403). It is asked again, but seldom.</summary>
    Refused,
}

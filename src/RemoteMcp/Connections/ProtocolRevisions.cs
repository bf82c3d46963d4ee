namespace AgentStack.RemoteMcp.Connections;

/// <summary>The revisions of MCP that the client speaks.</summary>
internal static class ProtocolRevisions
{
    /// <summary>The first without handshake and sessions.</summary>
    public const string Modern = "2026-07-28";

    /// <summary>Where a request of it says its revision.</summary>
    public const string MetaKey = "io.modelcontextprotocol/protocolVersion";

    /// <summary>The JSON-RPC code of a server that does not speak the revision of a request.</summary>
    public const int Unsupported = -32022;

    public static readonly string[] Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", Modern];

    /// <summary>Revisions are dates, so they are in the order of their texts.</summary>
    public static bool IsModern(string? revision) => string.CompareOrdinal(revision, Modern) >= 0;
}

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>Revisions of the protocol that a scripted MCP server speaks, one at a time.</summary>
public static class ScriptedRevisions
{
    public const string Oldest = "2025-03-26";
    public const string Legacy = "2025-06-18";
    public const string LatestLegacy = "2025-11-25";

    /// <summary>Stateless: no initialize, no sessions.</summary>
    public const string Modern = "2026-07-28";
}

namespace AgentStack.McpServer.Protocol;

/// <summary>The revisions of the protocol that are served, the newest first.</summary>
internal static class ProtocolVersions
{
    /// <summary>The revision without handshake: each request carries its own version and capabilities.</summary>
    public const string Modern = "2026-07-28";

    /// <summary>What an <c>initialize</c> that asks for an unknown revision is answered with.</summary>
    public const string NewestWithHandshake = "2025-11-25";

    /// <summary>What a request without a version header speaks, says the specification.</summary>
    public const string Assumed = "2025-03-26";

    public static readonly IReadOnlyList<string> Served = [Modern, NewestWithHandshake, "2025-06-18", Assumed];

    public static bool IsServed(string version) => Served.Contains(version, StringComparer.Ordinal);

    public static string Negotiate(string asked) => asked != Modern && IsServed(asked) ? asked : NewestWithHandshake;
}

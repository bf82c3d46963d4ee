namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// The call in whose flow the MCP client sends: it has no place for what belongs to one call alone, and those below it
/// need that.
/// </summary>
internal sealed record CallFlow(IReadOnlyList<KeyValuePair<string, string>> Headers, RemoteCall Call)
{
    private static readonly AsyncLocal<CallFlow?> Flowing = new();

    public static CallFlow? Current => Flowing.Value;

    /// <summary>For all that this flow sends from now on; it ends with the method that sets it.</summary>
    public static void Set(IReadOnlyList<KeyValuePair<string, string>> headers, RemoteCall call) =>
        Flowing.Value = new CallFlow(headers, call);
}

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What goes with a tool call besides its arguments.</summary>
public sealed record CallContext
{
    public static CallContext None { get; } = new();

    /// <summary>
    /// The caller's headers, all of them: only those that the server's <see cref="RemoteServerOptions.PassHeaders"/> names
    /// are sent on.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Told of the progress that the server reports while the call runs.</summary>
    public IProgress<ToolProgress>? Progress { get; init; }
}

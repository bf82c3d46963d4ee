namespace AgentStack.RemoteMcp;

/// <summary>Which of a server's tools are used: the section <c>McpServers:{name}:Tools</c>.</summary>
public sealed class RemoteToolOptions
{
    /// <summary>Patterns of the server's own tool names, with <c>*</c> for any text. Empty: all.</summary>
    public IReadOnlyList<string> Allow { get; set; } = [];

    /// <summary>Patterns of those that are not used, whatever <see cref="Allow"/> says.</summary>
    public IReadOnlyList<string> Deny { get; set; } = [];
}

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Which of a server's tools the settings let be used; it holds for the list and for each call.</summary>
public sealed class ToolFilter(RemoteToolOptions options)
{
    /// <summary>Null when the tool may be used, else why not. Names are compared by case, as servers do.</summary>
    public string? Reason(string tool)
    {
        if (options.Deny.FirstOrDefault(pattern => IsMatch(pattern, tool)) is { } denied)
            return $"Tools:Deny has '{denied}'";

        return options.Allow.Count == 0 || options.Allow.Any(pattern => IsMatch(pattern, tool)) ? null : "Tools:Allow does not name it";
    }

    private static bool IsMatch(string pattern, string tool) => NamePattern.IsMatch(pattern, tool, StringComparison.Ordinal);
}

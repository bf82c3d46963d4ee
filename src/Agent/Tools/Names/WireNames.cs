using AgentStack.RemoteMcp.Names;

namespace AgentStack.Agent.Tools.Names;

/// <summary>
/// The names under which tools are offered. A tool keeps its own name while one server is configured, and is
/// <c>{server}_{tool}</c> otherwise, as <see cref="ModelNames"/> makes it fit. A gateway's <c>{target}___{tool}</c> that is
/// too long with its server keeps its own name: it names its place already.
/// </summary>
internal static class WireNames
{
    // Between the target and the tool, in the names of a gateway.
    private const string TargetMark = "___";

    /// <summary>A name for each tool, in their order. No two are equal, also when case is ignored.</summary>
    public static IReadOnlyList<string> Assign(IReadOnlyList<(string Server, string Tool)> tools, bool isOneServer) =>
        ModelNames.Assign([.. tools.Select(tool => (isOneServer ? tool.Tool : Full(tool), $"{tool.Server}\n{tool.Tool}"))]);

    private static string Full((string Server, string Tool) tool)
    {
        var full = $"{tool.Server}_{tool.Tool}";
        return full.Length > ModelNames.MaxLength && tool.Tool.Contains(TargetMark, StringComparison.Ordinal) && ModelNames.IsFit(tool.Tool)
            ? tool.Tool
            : full;
    }
}

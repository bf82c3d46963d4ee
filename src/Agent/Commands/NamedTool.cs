using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Commands;

/// <summary>Finds the tool that a person means.</summary>
internal static class NamedTool
{
    /// <param name="tools">All that there are.</param>
    /// <param name="name">A wire name, a server's own name for a tool where no other server has it too, or <c>server/tool</c>.</param>
    /// <param name="problem">Why there is none; empty when there is.</param>
    public static OfferedTool? Find(ToolSet tools, string name, out string problem)
    {
        problem = "";
        if (tools.Find(name) is { } byWireName)
            return byWireName;

        var meant = tools.Tools.Where(tool => tool.Remote.Name == name || FullName(tool).Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant.Count == 1)
            return meant[0];

        problem = meant.Count > 1
            ? $"{name} is the name of {meant.Count} tools: {string.Join(", ", meant.Select(FullName))}. Say which."
            : string.Join(' ', [Missing(tools, name), .. tools.Warnings.Union(LeftOut(tools, name))]);
        return null;
    }

    // What the settings leave out is no warning, and yet the answer to who asks for it.
    private static IEnumerable<string> LeftOut(ToolSet tools, string name) => tools.LeftOut
        .Where(tool => tool.Tool == name || $"{tool.Server}/{tool.Tool}".Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(tool => tool.ToString());

    private static string FullName(OfferedTool tool) => $"{tool.Remote.Server}/{tool.Remote.Name}";

    private static string Missing(ToolSet tools, string name) => tools.Tools.Count == 0
        ? $"There is no tool {name}: none is offered."
        : $"There is no tool {name}. There are {string.Join(", ", tools.Tools.Select(tool => tool.WireName))}.";
}

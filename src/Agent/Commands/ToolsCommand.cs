using System.CommandLine;

namespace AgentStack.Agent.Commands;

/// <summary><c>tools list</c> and <c>tools call</c>.</summary>
internal static class ToolsCommand
{
    public static Command Create(AgentFactory factory, string[] settings) =>
        new("tools", "Look at the tools of the remote MCP servers, and call them.")
        {
            ToolsListCommand.Create(factory, settings),
            ToolsCallCommand.Create(factory, settings),
        };
}

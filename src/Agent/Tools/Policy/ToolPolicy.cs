using AgentStack.Agent.Invocations;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>Decides what is done with a call: by the rules for its caller, then by those for all, then by the default.</summary>
internal sealed class ToolPolicy(ToolPolicyOptions options)
{
    public ToolVerdict Decide(RemoteTool tool, Caller caller) =>
        options.Callers
            .Where(rules => rules.IsFor(caller))
            .Select(rules => rules.Rules.Find(tool))
            .FirstOrDefault(verdict => verdict is not null)
        ?? options.Rules.Find(tool)
        ?? new ToolVerdict(options.Default, "Policy:Default");

    /// <summary>The tools that this caller's turn may be offered.</summary>
    public ToolSet Allow(ToolSet tools, Caller caller) =>
        tools.Where(tool => Decide(tool.Remote, caller).Action != ToolAction.Deny);
}

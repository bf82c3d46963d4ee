namespace AgentStack.Tests.Shared.Scripted;

/// <summary>How, and at which step, a scripted MCP server fails.</summary>
internal sealed record ScriptedBreakage(ScriptedFault Fault, ScriptedStep Step)
{
    public bool Strikes(string method) => Step == method switch
    {
        "initialize" or "server/discover" => ScriptedStep.Start,
        "notifications/initialized" => ScriptedStep.Initialized,
        "tools/list" => ScriptedStep.ListTools,
        "tools/call" => ScriptedStep.CallTool,
        _ => (ScriptedStep?)null,
    };
}

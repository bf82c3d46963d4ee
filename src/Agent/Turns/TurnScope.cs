using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns.Events;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Turns;

/// <summary>What all steps of one turn share.</summary>
internal sealed record TurnScope(TurnRequest Request, ToolSet Tools, TurnProgress Progress, TurnTime Time)
{
    public Task TellAsync(TurnEvent turnEvent) => Progress.OnEventAsync(turnEvent, Time.Turn);

    /// <summary>How the turn ended, when it is kept: the caller learns it whatever the time is.</summary>
    public Task TellEndAsync(TurnEvent turnEvent) => Progress.OnEventAsync(turnEvent, Time.Caller);

    /// <summary>The tool by the name that the model has for it; null when there is none.</summary>
    public RemoteTool? FindTool(string wireName) => Tools.Find(wireName)?.Remote;
}

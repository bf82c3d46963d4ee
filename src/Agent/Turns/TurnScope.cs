using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns.Events;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns;

/// <summary>What all steps of one turn share.</summary>
internal sealed record TurnScope(TurnRequest Request, ToolSet Tools, TurnProgress Progress, TurnTime Time)
{
    public Task TellAsync(TurnEvent turnEvent) => Progress.OnEventAsync(turnEvent, Time.Turn);

    /// <summary>How the turn ended, when it is kept: the caller learns it whatever the time is.</summary>
    public Task TellEndAsync(TurnEvent turnEvent) => Progress.OnEventAsync(turnEvent, Time.Caller);

    /// <summary>The tool by the name that the model has for it; null when there is none.</summary>
    public RemoteTool? FindTool(string wireName) => Tools.Find(wireName)?.Remote;

    /// <summary>The tool that a call means to people: the one that they were asked about, else the one of this moment.</summary>
    public AskedTool? Meant(FunctionCallContent call) =>
        Progress.Asked.GetValueOrDefault(call.CallId) ?? Tools.Find(call.Name)?.ToAsked();

    /// <summary>Holds calls to the tools that they mean now, however much later they are allowed.</summary>
    public void Hold(IEnumerable<FunctionCallContent> calls)
    {
        foreach (var call in calls)
        {
            if (Tools.Find(call.Name) is { } tool)
                Progress.Asked[call.CallId] = tool.ToAsked();
        }
    }
}

using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>What is known of one server, for those who only look.</summary>
/// <param name="Known">Null while it was never asked to the end.</param>
internal sealed record ServerState(RemoteMcpServer Server, ServerTools? Known)
{
    public string Name => Server.Name;

    public ServerCondition Condition { get; } = Server.Condition;

    /// <summary>How many of its tools the model is offered.</summary>
    public int Offered { get; init; }

    /// <summary>The tools that it lists and that are not offered.</summary>
    public IReadOnlyList<UnofferedTool> LeftOut { get; init; } = [];
}

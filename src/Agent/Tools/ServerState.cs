using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>What is known of one server, for those who only look.</summary>
/// <param name="Known">Null while it was never asked to the end.</param>
internal sealed record ServerState(RemoteMcpServer Server, ServerTools? Known)
{
    public string Name => Server.Name;

    public ServerCondition Condition { get; } = Server.Condition;

    /// <summary>Tools of its that could not be made fit for a model.</summary>
    public IReadOnlyList<UnofferedTool> Unoffered { get; init; } = [];

    /// <summary>The tools that it lists and that are not used.</summary>
    public IReadOnlyList<UnofferedTool> LeftOut =>
        [.. (Server.Listing?.LeftOut ?? []).Select(tool => UnofferedTool.Of(Server, tool)), .. Unoffered];
}

namespace AgentStack.Agent.Tools;

/// <summary>What is known of one server, for those who only look.</summary>
/// <param name="Known">Null while it was never asked to the end.</param>
internal sealed record ServerState(string Name, ServerTools? Known);

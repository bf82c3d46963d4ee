namespace AgentStack.RemoteMcp.Connections;

/// <summary>A tool that a server lists and that is not used.</summary>
/// <param name="Name">Its name, or its place in the list where it has none.</param>
/// <param name="Reason">Why, in a clause for a person, without a full stop.</param>
public sealed record LeftOutTool(string Name, string Reason)
{
    /// <summary>The settings want it so; else something is wrong with the tool.</summary>
    public bool IsBySettings { get; init; }
}

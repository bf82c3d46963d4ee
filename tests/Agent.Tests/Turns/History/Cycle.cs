namespace AgentStack.Agent.Tests.Turns.History;

/// <summary>A value that no JSON can hold.</summary>
internal sealed class Cycle
{
    public Cycle Self => this;

    public override string ToString() => throw new InvalidOperationException("Not even that.");
}

namespace AgentStack.LocalAws.Faults;

/// <summary>Something that goes wrong on purpose, the next few times that an operation is called.</summary>
/// <param name="Operation">The operation's name, such as <c>ConverseStream</c>, <c>GetParametersByPath</c> or <c>Token</c>.</param>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(string Operation, FaultKind Kind)
{
    /// <summary>How many calls it strikes.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Waited before it strikes, whatever its kind.</summary>
    public TimeSpan Delay { get; init; }
}

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

    /// <summary>How many pieces of content a stream has sent when it strikes; 0 is after the stream's start.</summary>
    public int After { get; init; } = 1;

    /// <summary>Which exception a stream ends with, such as <c>ThrottlingException</c>; the model's own when not set.</summary>
    public string? Code { get; init; }

    /// <summary>What a throttled caller is told to wait, in <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

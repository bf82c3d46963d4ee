namespace AgentStack.LocalAws.Faults;

/// <summary>What is to go wrong inside a response stream that has begun.</summary>
/// <param name="Kind">An error, a cut or a stall.</param>
/// <param name="After">How many pieces of content come before it.</param>
/// <param name="Code">The exception's name; only for an error.</param>
internal sealed record StreamFault(FaultKind Kind, int After = 1, string? Code = null);

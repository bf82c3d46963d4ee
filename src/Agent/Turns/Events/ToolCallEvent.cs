namespace AgentStack.Agent.Turns.Events;

/// <summary>The model called a tool.</summary>
/// <param name="Id">Pairs the call with its <see cref="ToolResultEvent"/>.</param>
/// <param name="Tool">The tool's name as its server has it; as the model wrote it when there is no such tool.</param>
/// <param name="Server">The server that has the tool; null when there is no such tool.</param>
internal sealed record ToolCallEvent(
    string Id, string Tool, string? Server, IReadOnlyDictionary<string, object?> Arguments) : TurnEvent;

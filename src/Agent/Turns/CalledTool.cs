namespace AgentStack.Agent.Turns;

/// <summary>A call and what came of it.</summary>
internal sealed record CalledTool(
    string Tool, string? Server, IReadOnlyDictionary<string, object?> Arguments, string Output, bool IsError);

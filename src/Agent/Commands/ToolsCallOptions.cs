namespace AgentStack.Agent.Commands;

/// <summary>What the command <c>tools call</c> was told.</summary>
/// <param name="Name">A wire name, the server's own name for the tool, or <c>server/tool</c>.</param>
/// <param name="Arguments">Each <c>key=value</c>.</param>
/// <param name="Json">An object, <c>@file</c>, or <c>-</c> for standard input; null for none.</param>
/// <param name="IsRaw">Whether the result is wanted as MCP has it.</param>
/// <param name="AllowsAll">Whether calls that the policy would ask about may run.</param>
internal sealed record ToolsCallOptions(string Name, IReadOnlyList<string> Arguments, string? Json, bool IsRaw, bool AllowsAll);

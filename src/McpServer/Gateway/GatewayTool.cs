using System.Text.Json;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol;
using AgentStack.Schemas;

namespace AgentStack.McpServer.Gateway;

/// <summary>A tool of the gateway itself. Its arguments are held against its schema before it runs.</summary>
/// <param name="definition">Its entry in tools/list.</param>
/// <param name="runAsync">Runs it with good arguments.</param>
internal sealed class GatewayTool(
    JsonElement definition,
    Func<McpRequest, JsonElement, CancellationToken, ValueTask<McpResult>> runAsync) : IServedTool
{
    public string Name { get; } = definition.GetProperty("name").GetString()!;

    public JsonElement Definition => definition;

    public ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken) =>
        ArgumentCheck.Check(definition.GetProperty("inputSchema"), arguments, IsWhole) is { Count: > 0 } problems
            ? ValueTask.FromResult<McpResult>(ToolError.Of($"Invalid arguments for {Name}: {string.Join("; ", problems)}."))
            : runAsync(request, arguments, cancellationToken);

    private static bool IsWhole(JsonElement number) => number.TryGetInt32(out _);
}

using System.Text.Json;
using AgentStack.McpServer.Protocol;
using AgentStack.Schemas;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers.Own;

/// <summary>A tool of this server's own code. Its arguments are held against its schema before they are bound.</summary>
internal sealed class OwnTool(McpServerTool tool, CodeRunner runner) : IServedTool
{
    public string Name => tool.ProtocolTool.Name;

    public JsonElement Definition { get; } = Written.Of(tool.ProtocolTool);

    public ValueTask<McpResult> CallAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (ArgumentCheck.Check(tool.ProtocolTool.InputSchema, arguments, IsWhole) is { Count: > 0 } problems)
            return ValueTask.FromResult<McpResult>(ToolError.Of($"Invalid arguments for {Name}: {string.Join("; ", problems)}."));

        return runner.RunAsync<CallToolRequestParams>(
            request,
            Name,
            async context => await tool.InvokeAsync(context, cancellationToken),
            isTool: true,
            cancellationToken);
    }

    // 1.0 and 1e2 are whole to JSON Schema, but a binder to int takes neither.
    private static bool IsWhole(JsonElement number) => number.TryGetInt64(out _);
}

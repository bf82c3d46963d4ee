using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Tools;

/// <summary>A result for programs and, in words, for those who read none of it.</summary>
internal static class StructuredResult
{
    public static CallToolResult Of<T>(T report, string text) => new()
    {
        StructuredContent = JsonSerializer.SerializeToElement(report, ToolRegistration.Json),
        Content = [new TextContentBlock { Text = text }],
    };
}

using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A tool that the server does not have: some servers say so in a result instead of an error of the protocol.</summary>
internal static class UnknownTool
{
    private static readonly string[] Words = ["unknown tool", "not found"];

    public static bool IsSaid(CallToolResult result, string tool) => result.IsError == true
        && result.Content.OfType<TextContentBlock>().Any(block =>
            block.Text.Contains(tool, StringComparison.Ordinal)
            && Words.Any(words => block.Text.Contains(words, StringComparison.OrdinalIgnoreCase)));
}

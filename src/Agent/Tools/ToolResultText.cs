using System.Globalization;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Tools;

/// <summary>An MCP result as the text that the model reads.</summary>
internal static class ToolResultText
{
    public static ToolOutcome ToOutcome(CallToolResult result, int maxLength)
    {
        var text = string.Join('\n', result.Content.Select(Describe));

        // Servers repeat structured content as text; it is shown once.
        if (text.Length == 0 && result.StructuredContent is { } structured)
            text = structured.ToString();

        if (text.Length == 0)
            text = result.IsError == true ? "The tool failed without a word." : "The tool ended without a result.";

        return new ToolOutcome(Cut(text, maxLength), result.IsError == true);
    }

    private static string Describe(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        ImageContentBlock image => $"[an image, {image.MimeType}]",
        AudioContentBlock audio => $"[a sound, {audio.MimeType}]",
        ResourceLinkBlock link => $"[a link to {link.Name}: {link.Uri}]",
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        EmbeddedResourceBlock { Resource: { } resource } => $"[a resource: {resource.Uri}]",
        _ => $"[{block.Type}]",
    };

    private static string Cut(string text, int maxLength) =>
        text.Length <= maxLength
            ? text
            : string.Create(
                CultureInfo.InvariantCulture, $"{text.AsSpan(0, maxLength)}\n[truncated: {maxLength} of {text.Length} characters]");
}

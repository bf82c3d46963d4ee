using System.Globalization;
using System.Text;
using AgentStack.Schemas;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Tools.Results;

/// <summary>Makes of an MCP result what the model reads and sees.</summary>
/// <param name="maxBytes">Of the text.</param>
/// <param name="showsImages">Whether the model sees.</param>
internal sealed class ToolResult(int maxBytes, bool showsImages)
{
    public ToolOutcome ToOutcome(CallToolResult result)
    {
        var images = new List<DataContent>();
        var parts = (result.Content ?? []).Select(block => Describe(block, images)).ToList();
        if (StructuredResult.Beside(result) is { } structured)
            parts.Add(structured);

        var text = string.Join('\n', parts.Where(part => part.Length > 0));
        if (text.Length == 0)
            text = result.IsError == true ? "The tool failed without a word." : "The tool ended without a result.";

        return new ToolOutcome(ByteCap.Cut(text, maxBytes), result.IsError == true) { Images = images };
    }

    private string Describe(ContentBlock block, List<DataContent> images) => block switch
    {
        TextContentBlock text => text.Text ?? "",
        ImageContentBlock image => Image(image.MimeType, () => image.DecodedData, images),
        AudioContentBlock audio => $"[a sound, {audio.MimeType}, {Size(() => audio.DecodedData)}: it cannot be heard here]",
        ResourceLinkBlock link => $"[a link to {link.Title ?? link.Name}: {link.Uri}{Beside(link.Description)}]",
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text ?? "",
        EmbeddedResourceBlock { Resource: BlobResourceContents { MimeType: { } type } blob }
            when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => Image(type, () => blob.DecodedData, images),
        EmbeddedResourceBlock { Resource: BlobResourceContents blob } =>
            $"[a file, {blob.MimeType ?? "of no known type"}, {Size(() => blob.DecodedData)}: {blob.Uri}]",
        EmbeddedResourceBlock { Resource: { } resource } => $"[a resource: {resource.Uri}]",
        _ => $"[{block.Type}]",
    };

    private string Image(string type, Func<ReadOnlyMemory<byte>> decode, List<DataContent> images)
    {
        if (!showsImages)
            return $"[an image, {type}, {Size(decode)}: this model is not shown images (Tools:Images)]";

        if (Decode(decode) is not { } data || ResultImage.From(data) is not { } image)
            return $"[an image, {type}, {Size(decode)}: not shown; PNG, JPEG, GIF and WebP of up to {ResultImage.MaxBytes} bytes are]";

        images.Add(image);
        return string.Create(
            CultureInfo.InvariantCulture, $"[image {images.Count}, {image.MediaType}, {data.Length} bytes: shown after the results, in this turn]");
    }

    private static string Size(Func<ReadOnlyMemory<byte>> decode) =>
        Decode(decode) is { } data ? string.Create(CultureInfo.InvariantCulture, $"{data.Length} bytes") : "not readable";

    // The base64 is the server's.
    private static ReadOnlyMemory<byte>? Decode(Func<ReadOnlyMemory<byte>> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Beside(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $" ({text})";
}

using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The smallest image and sound that are one.</summary>
internal static class TestContent
{
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    public static readonly byte[] Wav = Convert.FromBase64String("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=");

    public static ContentBlock Image() => ImageContentBlock.FromBytes(Png, "image/png");

    public static ContentBlock Resource(string uri, string text, string mimeType = "text/plain") => new EmbeddedResourceBlock
    {
        Resource = new TextResourceContents { Uri = uri, MimeType = mimeType, Text = text },
    };
}

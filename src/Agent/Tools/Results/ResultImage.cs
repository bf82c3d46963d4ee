using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tools.Results;

/// <summary>Images that Bedrock takes, by what their first bytes say: it refuses one that is not what it is called.</summary>
internal static class ResultImage
{
    /// <summary>Bytes of one image.</summary>
    public const int MaxBytes = 3_750_000;

    /// <summary>Images in the messages of one request.</summary>
    public const int MostInARequest = 20;

    /// <summary>
    /// Bytes of all images in the messages of one request, before base64, which makes a third more of them: Converse
    /// takes about 20 MB with all else.
    /// </summary>
    public const int MaxBytesInARequest = 12_000_000;

    /// <summary>Null for what Bedrock would refuse.</summary>
    public static DataContent? From(ReadOnlyMemory<byte> data) =>
        data.Length <= MaxBytes && MediaType(data.Span) is { } type ? new DataContent(data, type) : null;

    private static string? MediaType(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : data.StartsWith("GIF8"u8) ? "image/gif"
        : data.StartsWith("RIFF"u8) && data.Length > 12 && data[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}

using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Wire;

/// <summary>A request's whole body, read once and left in place for whoever reads it next.</summary>
internal static class BufferedBody
{
    /// <summary>Bytes; the largest payload of any operation that is served here (InvokeAgentRuntime).</summary>
    public const int Limit = 100_000_000;

    /// <exception cref="BadHttpRequestException">The body is larger than <see cref="Limit"/> or ends early.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Body is not MemoryStream buffer)
        {
            buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, cancellationToken);
            request.HttpContext.Response.RegisterForDispose(buffer);
            request.Body = buffer;
        }

        buffer.Position = 0;
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}

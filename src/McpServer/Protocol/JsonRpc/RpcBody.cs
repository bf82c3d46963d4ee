using System.Text.Json;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>Reads a request body as JSON: what is no JSON and what is too long are told apart from what is no message.</summary>
internal static class RpcBody
{
    // Two members of one name would let a check see the one and the tool the other.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // A length that is announced is not sent yet: no more than this is set aside on a caller's word.
    private const long LargestFirstBuffer = 16 * 1024;

    public static async Task<(JsonDocument? Json, RpcError? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, LargestFirstBuffer));
            await request.Body.CopyToAsync(body, cancellationToken);
            var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
            JsonText.ThrowUnlessText(bytes.Span);
            return (JsonDocument.Parse(bytes, Strict), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, RpcError.BadRequest(McpErrorCode.ParseError, "The body is not well-formed JSON"));
        }
        catch (BadHttpRequestException e)
        {
            return (null, new RpcError(McpErrorCode.InvalidRequest, Explain(e.StatusCode), e.StatusCode));
        }
    }

    private static string Explain(int status) => status == StatusCodes.Status413PayloadTooLarge
        ? "The body is longer than this server takes (Mcp:MaxRequestBytes)"
        : "The body did not arrive whole";
}

using System.Text.Json;
using ModelContextProtocol;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// Reads request bodies as JSON: what is no JSON and what is too long are told apart from what is no message. Large ones
/// are read when <see cref="BodyBudget"/> has room for them.
/// </summary>
internal sealed class BodyReader(McpOptions options, BodyBudget budget, TimeProvider clock)
{
    /// <summary>A large body that is not there by then is given up: others may wait for the room that it takes.</summary>
    public static readonly TimeSpan TimeForLarge = TimeSpan.FromMinutes(1);

    private const string RetryAfterSeconds = "5";

    // Two members of one name would let a check see the one and the tool the other.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public async Task<RpcBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ByteShare? share = null;
        try
        {
            var start = request.ContentLength is null ? await ReadStartAsync(request.Body, cancellationToken) : [];
            var charge = Charge(request.ContentLength, start.Length);
            if (charge > 0 && (share = await budget.TakeAsync(charge, cancellationToken)) is null)
                return Refuse(request);

            var bytes = await ReadBytesAsync(request, start, isLarge: share is not null, cancellationToken);
            share?.ShrinkTo(bytes.Length);
            JsonBytes.ThrowUnlessText(bytes);
            var body = new RpcBody(JsonDocument.Parse(bytes, Strict), null, share);
            share = null;
            return body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new RpcBody(null, RpcError.BadRequest(McpErrorCode.ParseError, "The body is not well-formed JSON"));
        }
        catch (BadHttpRequestException e)
        {
            return new RpcBody(null, new RpcError(McpErrorCode.InvalidRequest, Explain(e.StatusCode), e.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            const int Late = StatusCodes.Status408RequestTimeout;
            return new RpcBody(null, new RpcError(McpErrorCode.InvalidRequest, Explain(Late), Late));
        }
        finally
        {
            share?.Dispose();
        }
    }

    // Of what comes in chunks nobody knows how much there is, until it is there.
    private static async Task<byte[]> ReadStartAsync(Stream body, CancellationToken cancellationToken)
    {
        var start = new byte[BodyBudget.MostOfSmall + 1];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return start[..length];
    }

    private long Charge(long? announced, int started)
    {
        if (announced is null)
            return started > BodyBudget.MostOfSmall ? options.MaxRequestBytes : 0;

        return announced > BodyBudget.MostOfSmall && announced <= options.MaxRequestBytes ? announced.Value : 0;
    }

    private async Task<byte[]> ReadBytesAsync(HttpRequest request, byte[] start, bool isLarge, CancellationToken cancellationToken)
    {
        using var time = isLarge ? new CancellationTokenSource(TimeForLarge, clock) : null;
        using var either = time is null ? null : CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        var end = either?.Token ?? cancellationToken;
        if (request.ContentLength is { } length)
        {
            // Beyond the limit the first read fails: nothing is set aside for that.
            var bytes = new byte[length <= options.MaxRequestBytes ? length : 1];
            await request.Body.ReadExactlyAsync(bytes, end);
            return bytes;
        }

        if (!isLarge)
            return start;

        using var body = new MemoryStream();
        body.Write(start);
        await request.Body.CopyToAsync(body, end);
        return body.ToArray();
    }

    private static RpcBody Refuse(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new RpcBody(null, new RpcError(
            (McpErrorCode)StatusCodes.Status503ServiceUnavailable,
            $"Large bodies wait for room here (Mcp:MaxBufferedBytes); send it again later, or less than {BodyBudget.MostOfSmall / 1024} KB",
            StatusCodes.Status503ServiceUnavailable));
    }

    private static string Explain(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is longer than this server takes (Mcp:MaxRequestBytes)",
        StatusCodes.Status408RequestTimeout => "The body did not arrive in time",
        _ => "The body did not arrive whole",
    };
}

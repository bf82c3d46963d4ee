using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// The answer to one posted message: a single JSON body, unless the caller takes nothing but a stream or something is to
/// be said before the result. Whole messages only, one writer at a time.
/// </summary>
internal sealed class RpcReply(HttpResponse response, AnswerFormats formats = AnswerFormats.Json, AnswerBudget? budget = null)
    : IDisposable
{
    private const int Part = 64 * 1024;
    private const string RetryAfterSeconds = "5";

    // The answer is JSON to a program, never part of a page: letters stay letters.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _oneWriter = new(1, 1);
    private bool _streaming;
    private bool _ended;

    /// <summary>Whether the caller takes a stream.</summary>
    public bool CanStream => formats.HasFlag(AnswerFormats.EventStream);

    /// <summary>Says something before the result; unsaid when the caller does not take a stream, or has the result.</summary>
    public Task NotifyAsync(JsonRpcNotification notification, CancellationToken cancellationToken) =>
        CanStream
            ? WriteAsync(Serialize(json => Write(json, notification)), isLast: false, id: null, cancellationToken)
            : Task.CompletedTask;

    public Task CompleteAsync(JsonElement id, Result result, CancellationToken cancellationToken) =>
        WriteAsync(Serialize(json => WriteEnvelope(json, id, "result", () => Write(json, result))), isLast: true, id, cancellationToken);

    /// <summary>A result that somebody else wrote may hold what is no text; then the answer is an error that says so.</summary>
    public Task CompleteAsync(JsonElement id, JsonObject result, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> message;
        try
        {
            message = Serialize(json => WriteEnvelope(json, id, "result", () => result.WriteTo(json)));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            const string Problem = "The result cannot be written: a text in it is half of a surrogate pair, or a name is there twice";
            return FailAsync(id, new RpcError(McpErrorCode.InternalError, Problem), cancellationToken);
        }

        return WriteAsync(message, isLast: true, id, cancellationToken);
    }

    public Task FailAsync(JsonElement? id, RpcError error, CancellationToken cancellationToken)
    {
        if (error.Status != StatusCodes.Status200OK && !_streaming)
            return RefuseAsync(error, id);

        return WriteAsync(Serialize(json => WriteEnvelope(json, id, "error", () => Write(json, error))), isLast: true, id, cancellationToken);
    }

    /// <summary>An error whose status says it too, always as JSON.</summary>
    public async Task RefuseAsync(RpcError error, JsonElement? id = null)
    {
        RequestSummary.Of(response.HttpContext).TellRefusal(error);
        response.StatusCode = error.Status;
        await WriteJsonAsync(
            Serialize(json => WriteEnvelope(json, id, "error", () => Write(json, error))), response.HttpContext.RequestAborted);
    }

    /// <summary>Nothing to say: the message was a notification or a response.</summary>
    public void Accept() => response.StatusCode = StatusCodes.Status202Accepted;

    public void Dispose() => _oneWriter.Dispose();

    /// <summary>Sends what readers of a stream skip, so that nobody on the way takes a quiet one for dead.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            if (!_streaming || _ended)
                return;

            response.BodyWriter.Write(": \n\n"u8);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    private async Task WriteAsync(
        ReadOnlyMemory<byte> message, bool isLast, JsonElement? id, CancellationToken cancellationToken)
    {
        // The request, and its id with it, may be gone when it turns out that there is no room.
        var refusal = message.Length > ByteBudget.MostOfSmall && isLast ? Serialize(json => WriteNoRoom(json, id)) : default;
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            if (_ended)
                return;

            _ended = isLast;
            if (message.Length <= ByteBudget.MostOfSmall || budget is null)
            {
                await WriteAsync(message, isLast, cancellationToken);
                return;
            }

            using var room = await budget.TakeForAsync(message.Length, cancellationToken);
            if (room is not null)
                await WriteInTimeAsync(message, isLast, budget, cancellationToken);
            else if (isLast)
                await RefuseForNowAsync(refusal, cancellationToken);
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    private Task RefuseForNowAsync(ReadOnlyMemory<byte> refusal, CancellationToken cancellationToken)
    {
        if (!_streaming)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return _streaming ? WriteEventAsync(refusal, cancellationToken) : WriteJsonAsync(refusal, cancellationToken);
    }

    // The web server asks for so many bytes a second of what it holds itself, which is the last part alone.
    private async Task WriteInTimeAsync(
        ReadOnlyMemory<byte> message, bool isLast, AnswerBudget held, CancellationToken cancellationToken)
    {
        using var timer = held.Timer(message.Length);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await WriteAsync(message, isLast, end.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            response.HttpContext.Abort();
        }
    }

    private Task WriteAsync(ReadOnlyMemory<byte> message, bool isLast, CancellationToken cancellationToken) =>
        isLast && !_streaming && formats.HasFlag(AnswerFormats.Json)
            ? WriteJsonAsync(message, cancellationToken)
            : WriteEventAsync(message, cancellationToken);

    private async Task WriteJsonAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        response.ContentType = McpWire.JsonMediaType;
        response.ContentLength = message.Length;
        await WritePartsAsync(message, cancellationToken);
    }

    private async Task WriteEventAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (!_streaming)
            StartStream();

        response.BodyWriter.Write("event: message\ndata: "u8);
        await WritePartsAsync(message, cancellationToken);
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    // Written whole, it would be held twice.
    private async Task WritePartsAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        for (var rest = message; rest.Length > 0; rest = rest[Math.Min(Part, rest.Length)..])
            await response.BodyWriter.WriteAsync(rest[..Math.Min(Part, rest.Length)], cancellationToken);
    }

    private void StartStream()
    {
        _streaming = true;
        response.ContentType = McpWire.EventStreamMediaType;
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static ReadOnlyMemory<byte> Serialize(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
            write(json);

        return buffer.WrittenMemory;
    }

    private static void WriteEnvelope(Utf8JsonWriter json, JsonElement? id, string member, Action writeMember)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc", "2.0");
        json.WritePropertyName("id");
        if (id is { } known)
            known.WriteTo(json);
        else
            json.WriteNullValue();

        json.WritePropertyName(member);
        writeMember();
        json.WriteEndObject();
    }

    private static void WriteNoRoom(Utf8JsonWriter json, JsonElement? id)
    {
        const string Problem = "The request was carried out, but its answer is large and too many such answers wait for callers"
            + " that do not take them (Mcp:MaxAnswerBytesHeld)";
        var error = new RpcError((McpErrorCode)StatusCodes.Status503ServiceUnavailable, Problem);
        WriteEnvelope(json, id, "error", () => Write(json, error));
    }

    private static void Write(Utf8JsonWriter json, RpcError error)
    {
        json.WriteStartObject();
        json.WriteNumber("code", (int)error.Code);
        json.WriteString("message", error.Message);
        if (error.Details is { } details)
        {
            json.WritePropertyName("data");
            details.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object message) =>
        JsonSerializer.Serialize(json, message, McpJsonUtilities.DefaultOptions.GetTypeInfo(message.GetType()));
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>One call as it goes over the wire, with its own id: a cancelled one is told to the server by it.</summary>
internal sealed class RemoteCall(RemoteRequest request, PassedHeaders passed)
{
    public const string LogLevelKey = $"{ProtocolPrefix}logLevel";
    public const string CapabilitiesKey = $"{ProtocolPrefix}clientCapabilities";

    // Above what the client below counts for its own requests, which share the connection.
    private const long FirstId = 1_000_000;

    // What the protocol says of itself in _meta; the client below writes it where the revision has it.
    private const string ProtocolPrefix = "io.modelcontextprotocol/";
    private const string ProgressToken = "progressToken";

    private bool _isSent;

    private static readonly TimeSpan NoticeTimeout = TimeSpan.FromSeconds(2);
    private static long _lastId = FirstId;
    private readonly ConcurrentQueue<JsonObject> _said = new();

    public CallContext Context => request.Context;

    public bool HearsLogs => Context.LogMessages is not null;

    /// <summary>From which level on the caller wants log messages, for servers that send none unasked (2026-07-28).</summary>
    public JsonNode? LogLevel => HearsLogs ? Context.Meta?[LogLevelKey]?.DeepClone() : null;

    /// <summary>Of the request as it was sent last.</summary>
    public long Id { get; private set; }

    /// <summary>The answer came with HTTP 400.</summary>
    public bool IsBadRequest { get; set; }

    /// <summary>The server's own error, where it was seen before the client made an exception of it.</summary>
    public RemoteError? Error { get; set; }

    /// <summary>Why the result cannot be read, where it was looked into before the client did.</summary>
    public string? Unreadable { get; set; }

    /// <summary>Set while the client below must not see that the server asks for input.</summary>
    public bool AsksForInput { get; set; }

    /// <summary>A log message came on the call's own stream, and is told when its turn comes.</summary>
    /// <returns>A message that stands for it.</returns>
    public string Mark(JsonObject said)
    {
        _said.Enqueue(said);
        return $$$"""{"jsonrpc":"2.0","method":"{{{Notifications.LogMark}}}","params":{"call":{{{Id}}}}}""";
    }

    /// <summary>The first that was not told yet.</summary>
    public JsonObject? NextSaid() => _said.TryDequeue(out var said) ? said : null;

    /// <exception cref="ServerErrorException">The server answered with an error.</exception>
    public async Task<JsonObject> RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        (Error, IsBadRequest, Unreadable, AsksForInput) = (null, false, null, false);
        _said.Clear();
        var id = Id = Interlocked.Increment(ref _lastId);
        KeyValuePair<string, string>[] headers = [.. passed.Of(Context.Headers)];
        CallFlow.Set(headers, this);
        connection.Notifications.Listen(id, this);
        try
        {
            var response = await connection.Client.SendRequestAsync(ToRequest(id, connection.Address.IsProcess), cancellationToken);
            return Answered(response.Result as JsonObject ?? throw new UnreadableAnswerException(UnreadableJson.Formless));
        }
        catch (ArgumentException e) when (e.ParamName == "key")
        {
            // The client looks into the result too.
            throw new UnreadableAnswerException(UnreadableJson.Reason(e), e);
        }
        catch (Exception e) when (Unreadable is not null && e is not (OperationCanceledException or UnreadableAnswerException))
        {
            throw new UnreadableAnswerException(Unreadable, e);
        }
        catch (Exception e) when (InputRequests.Asked(e) is { } asked && (request.DeclinesInput || e is not McpProtocolException))
        {
            return InputRequests.Decline(request, asked);
        }
        catch (McpProtocolException e)
        {
            throw new ServerErrorException(Error ?? ServerErrors.Of(e), e) { IsBadRequest = IsBadRequest };
        }
        catch (HttpRequestException e)
            when (e.StatusCode == HttpStatusCode.NotFound && Error is { Code: (int)McpErrorCode.MethodNotFound } error)
        {
            // As servers without sessions say it.
            throw ServerErrors.ToException(error);
        }
        catch (HttpRequestException e) when (headers.Length > 0 && CallerRefusedException.IsOne(e, connection.Address))
        {
            throw new CallerRefusedException(e.StatusCode!.Value, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In the modern era the closed stream says it, and to a process the client below.
            if (!connection.IsModern && !connection.Address.IsProcess)
                _ = TellCancelledAsync(connection, id);

            throw;
        }
        finally
        {
            connection.Notifications.Forget(id);
        }
    }

    private JsonObject Answered(JsonObject result)
    {
        if (Unreadable is not null)
            throw new UnreadableAnswerException(Unreadable);

        if (AsksForInput)
            InputRequests.Show(result);

        return result;
    }

    private JsonRpcRequest ToRequest(long id, bool isToProcess)
    {
        if (_isSent)
            CallTrace.TellRetry();

        _isSent = true;
        var meta = new JsonObject();
        foreach (var (key, value) in Context.Meta ?? [])
        {
            if (key != ProgressToken && !key.StartsWith(ProtocolPrefix, StringComparison.Ordinal))
                meta[key] = value?.DeepClone();
        }

        if (Context.HearsProgress)
            meta[ProgressToken] = id;

        if (isToProcess)
            CallTrace.AddTo(meta);

        request.Parameters.Remove("_meta");
        if (meta.Count > 0)
            request.Parameters["_meta"] = meta;

        return new JsonRpcRequest { Id = new RequestId(id), Method = request.Method, Params = request.Parameters };
    }

    // A notice, not a request: whatever comes of it, the call is over.
    private static async Task TellCancelledAsync(Connection connection, long id)
    {
        if (!connection.TryHold())
            return;

        try
        {
            using var timer = new CancellationTokenSource(NoticeTimeout, TimeProvider.System);
            var notice = new JsonRpcNotification
            {
                Method = NotificationMethods.CancelledNotification,
                Params = new JsonObject { ["requestId"] = id, ["reason"] = "The caller waits no longer." },
            };
            await connection.Client.SendMessageAsync(notice, timer.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The server is gone, or does not listen.
        }
        finally
        {
            await connection.ReleaseAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>One tool call as it goes over the wire, with its own id: a cancelled one is told to the server by it.</summary>
internal sealed class ToolCall(RemoteTool tool, IReadOnlyDictionary<string, object?> arguments, CallContext context, PassedHeaders passed)
{
    // Above what the client below counts for its own requests, which share the connection.
    private const long FirstId = 1_000_000;

    private static readonly TimeSpan NoticeTimeout = TimeSpan.FromSeconds(2);
    private static long _lastId = FirstId;

    public async Task<CallToolResult> RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        CallerHeadersHandler.Set([.. passed.Of(context.Headers)]);
        var id = Interlocked.Increment(ref _lastId);
        if (context.Progress is { } progress)
            connection.Notifications.Listen(id, progress);

        try
        {
            var response = await connection.Client.SendRequestAsync(ToRequest(id), cancellationToken);
            return Read(response.Result);
        }
        catch (ArgumentException e) when (e.ParamName == "key")
        {
            // The client looks into the result too.
            throw new UnreadableAnswerException(UnreadableJson.Reason(e), e);
        }
        catch (Exception e) when (InputRequests.Asked(e) is { } asked)
        {
            return InputRequests.Decline(tool.Name, asked);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In the modern era the closed stream says it.
            if (!connection.IsModern)
                _ = TellCancelledAsync(connection, id);

            throw;
        }
        finally
        {
            connection.Notifications.Forget(id);
        }
    }

    /// <exception cref="UnreadableAnswerException">It is no result of a tool.</exception>
    private static CallToolResult Read(JsonNode? result)
    {
        try
        {
            return result.Deserialize<CallToolResult>(McpJsonUtilities.DefaultOptions) ?? throw new JsonException("A result is null.");
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            throw new UnreadableAnswerException(UnreadableJson.Reason(e), e);
        }
    }

    private JsonRpcRequest ToRequest(long id)
    {
        var parameters = new JsonObject
        {
            ["name"] = tool.Name,
            ["arguments"] = Write(arguments),
        };
        if (context.Progress is not null)
            parameters["_meta"] = new JsonObject { ["progressToken"] = id };

        return new JsonRpcRequest { Id = new RequestId(id), Method = RequestMethods.ToolsCall, Params = parameters };
    }

    // By way of its bytes: a node made with the options of the protocol takes names that differ in case alone for one.
    private static JsonNode? Write(IReadOnlyDictionary<string, object?> arguments) =>
        JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(arguments, McpJsonUtilities.DefaultOptions));

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

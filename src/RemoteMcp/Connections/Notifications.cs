using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// What one connection brings besides results: what the server says without being asked, and what the MCP client drops of
/// answers.
/// </summary>
internal sealed partial class Notifications(string server, Action<ListKind> changed, ILogger logger)
{
    // Deprecated in the protocol, and still what servers send.
    public const string LogMessage = "notifications/message";

    /// <summary>Stands in a stream for a log message of the call that it answers. From a server it would mean nothing.</summary>
    public const string LogMark = "agentstack/log";

    /// <summary>Of progress, in characters: it is shown while somebody waits.</summary>
    private const int LongestMessage = 10_000;

    private static readonly string[] Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    private readonly ConcurrentDictionary<long, RemoteCall> _calls = new();

    /// <summary>Kept for connections that have one stream for all, as a process has.</summary>
    public PendingRequests Pending { get; } = new();

    /// <summary>The last answer to a handshake.</summary>
    public JsonElement Handshake { get; private set; }

    public void Listen(long id, RemoteCall call) => _calls[id] = call;

    public void Forget(long id)
    {
        _calls.TryRemove(id, out _);
        Pending.Remove(id);
    }

    /// <summary>True when the message is dealt with, and nothing for the MCP client. They come one after the other.</summary>
    public bool Take(JsonRpcMessage message)
    {
        try
        {
            switch (message)
            {
                case JsonRpcNotification notification:
                    return Take(notification);
                case JsonRpcError { Id.Id: long id } error when _calls.TryGetValue(id, out var call):
                    call.Error = ServerErrors.Of(error);
                    break;
                case JsonRpcResponse { Id.Id: long id, Result: JsonObject result } when _calls.TryGetValue(id, out var call):
                    call.Unreadable = UnreadableJson.Reason(result);
                    call.AsksForInput = call is { Unreadable: null, Context.ClientCapabilities: not null } && InputRequests.Hide(result);
                    break;
                case JsonRpcResponse { Id.Id: long id, Result: JsonObject result }
                    when result.ContainsKey("capabilities"):
                    Handshake = JsonSerializer.SerializeToElement(result);
                    break;
            }
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            // The client finds the same when it looks into an answer; a notification costs itself.
            return message is JsonRpcNotification;
        }

        return false;
    }

    private bool Take(JsonRpcNotification notification)
    {
        switch (notification.Method)
        {
            case NotificationMethods.ProgressNotification:
                if (notification.Params is JsonObject told)
                    OnProgress(told);
                return true;
            case LogMessage:
                // On a stream that is no call's own: it does not say whose it is, and may be anybody's.
                Log.Said(logger, server, LevelOf(notification.Params as JsonObject));
                return true;
            case LogMark:
                OnMark(notification.Params as JsonObject);
                return true;
            case NotificationMethods.ToolListChangedNotification:
                changed(ListKind.Tools);
                return true;
            case NotificationMethods.PromptListChangedNotification:
                changed(ListKind.Prompts);
                return true;
            case NotificationMethods.ResourceListChangedNotification:
                changed(ListKind.Resources);
                return true;
            default:
                return false;
        }
    }

    private void OnProgress(JsonObject told)
    {
        if (told["progressToken"] is not JsonValue token || !token.TryGetValue<long>(out var id) || !_calls.TryGetValue(id, out var call)
            || UnreadableJson.Reason(told) is not null)
        {
            return;
        }

        if (Text(told, "message") is { Length: > LongestMessage } message)
            told["message"] = message[..(char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage)];

        if (call.Context.Progress is { } listener && Number(told, "progress") is { } progress)
            Tell(listener, new ToolProgress(progress, Number(told, "total"), Text(told, "message")));

        told.Remove("progressToken");
        Tell(call.Context.RawProgress, told);
    }

    private void OnMark(JsonObject? mark)
    {
        if (mark?["call"] is not JsonValue value || !value.TryGetValue<long>(out var id) || !_calls.TryGetValue(id, out var call)
            || call.NextSaid() is not { } said || UnreadableJson.Reason(said) is not null)
        {
            return;
        }

        Log.Said(logger, server, LevelOf(said));
        Tell(call.Context.LogMessages, said);
    }

    // Who listens does not end the connection for all others.
    private void Tell<T>(IProgress<T>? listener, T said)
    {
        try
        {
            listener?.Report(said);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.ListenerFailed(logger, server, e.GetType().Name);
        }
    }

    private static string LevelOf(JsonObject? said) =>
        said is not null && Text(said, "level") is { } text && Levels.Contains(text) ? text : "unknown";

    private static string? Text(JsonObject said, string name) =>
        said[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonObject said, string name) =>
        said[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static partial class Log
    {
        [LoggerMessage(2005, LogLevel.Debug, "MCP server {Server} sent a log message of level {Level}")]
        public static partial void Said(ILogger logger, string server, string level);

        [LoggerMessage(2006, LogLevel.Warning, "MCP server {Server}: who was told what it says failed with {Type}")]
        public static partial void ListenerFailed(ILogger logger, string server, string type);
    }
}

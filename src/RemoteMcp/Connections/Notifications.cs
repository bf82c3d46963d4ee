using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What a server says without being asked, on one connection.</summary>
internal sealed partial class Notifications(string server, Action toolsChanged, ILogger logger)
{
    // Deprecated in the protocol, and still what servers send.
    private const string LogMessage = "notifications/message";

    private static readonly string[] Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    private readonly ConcurrentDictionary<long, IProgress<ToolProgress>> _listeners = new();

    public IEnumerable<KeyValuePair<string, Func<JsonRpcNotification, CancellationToken, ValueTask>>> Handlers =>
    [
        On(NotificationMethods.ProgressNotification, OnProgress),
        On(LogMessage, OnLog),
        On(NotificationMethods.ToolListChangedNotification, _ => toolsChanged()),
    ];

    public void Listen(long call, IProgress<ToolProgress> listener) => _listeners[call] = listener;

    public void Forget(long call) => _listeners.TryRemove(call, out _);

    private static KeyValuePair<string, Func<JsonRpcNotification, CancellationToken, ValueTask>> On(
        string method, Action<JsonRpcNotification> handle) => new(
        method,
        (notification, _) =>
        {
            handle(notification);
            return ValueTask.CompletedTask;
        });

    private void OnProgress(JsonRpcNotification notification)
    {
        if (Read(notification) is { Progress: { } progress } told
            && told.ProgressToken.Token is long call
            && _listeners.TryGetValue(call, out var listener))
        {
            listener.Report(new ToolProgress(progress.Progress, progress.Total, progress.Message));
        }
    }

    private static ProgressNotificationParams? Read(JsonRpcNotification notification)
    {
        try
        {
            return notification.Params.Deserialize<ProgressNotificationParams>(McpJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void OnLog(JsonRpcNotification notification)
    {
        var level = notification.Params is JsonObject said && said["level"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? Levels.FirstOrDefault(known => known == text)
            : null;
        Log.Said(logger, server, level ?? "unknown");
    }

    private static partial class Log
    {
        [LoggerMessage(2005, LogLevel.Debug, "MCP server {Server} sent a log message of level {Level}")]
        public static partial void Said(ILogger logger, string server, string level);
    }
}

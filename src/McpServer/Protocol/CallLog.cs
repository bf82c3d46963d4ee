using System.Text.Json;
using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol;

/// <summary>
/// Log messages that a call sends its caller. Since 2026-07-28 each request says from which level on, and hears nothing
/// unless it does; before, the level belonged to a session, which this server has none of.
/// </summary>
internal static class CallLog
{
    public static bool IsWanted(McpRequest request, JsonRpcNotification notification) =>
        !request.IsModern
        || (LevelOf(request.Message) is { } least && Read(notification.Params?["level"]?.ToString()) is { } level && level >= least);

    public static LoggingLevel? LevelOf(RpcMessage message) =>
        message.MetaOf(MetaKeys.LogLevel) is { ValueKind: JsonValueKind.String } level ? Read(level.GetString()) : null;

    public static LoggingLevel? Read(string? word) =>
        word?.All(char.IsAsciiLetterLower) == true && Enum.TryParse<LoggingLevel>(word, ignoreCase: true, out var level) ? level : null;
}

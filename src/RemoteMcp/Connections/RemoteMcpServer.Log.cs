using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

public sealed partial class RemoteMcpServer
{
    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "MCP server {Server}: step {Step} failed: {Problem}")]
        public static partial void Failed(ILogger logger, string server, ConnectionStep step, string problem);

        [LoggerMessage(2002, LogLevel.Debug, "MCP server {Server}: closing a lost connection failed with {Type}")]
        public static partial void GoodbyeFailed(ILogger logger, string server, string type);

        [LoggerMessage(2003, LogLevel.Information, "MCP server {Server} is {State} and left alone for {Seconds:0.0} s: {Problem}")]
        public static partial void Paused(ILogger logger, string server, ConnectionState state, double seconds, string problem);
    }
}

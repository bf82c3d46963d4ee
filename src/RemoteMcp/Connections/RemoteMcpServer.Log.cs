using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

public sealed partial class RemoteMcpServer
{
    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Message = "MCP server {Server}: step {Step} failed: {Problem} {Remedy}")]
        public static partial void Failed(ILogger logger, LogLevel level, string server, ConnectionStep step, string problem, string remedy);

        [LoggerMessage(2002, LogLevel.Debug, "MCP server {Server}: closing a lost connection failed with {Type}")]
        public static partial void GoodbyeFailed(ILogger logger, string server, string type);

        [LoggerMessage(EventId = 2003, Message = "MCP server {Server} is {State} and left alone for {Seconds:0.0} s: {Problem} {Remedy}")]
        public static partial void Paused(
            ILogger logger, LogLevel level, string server, ConnectionState state, double seconds, string problem, string remedy);

        [LoggerMessage(2004, LogLevel.Information, "MCP server {Server} is back after {Seconds:0.0} s")]
        public static partial void Back(ILogger logger, string server, double seconds);
    }
}

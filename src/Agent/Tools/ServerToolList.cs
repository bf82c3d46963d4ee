using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>The tools of one server: listed when they are first asked for, when they have aged, and after a failure.</summary>
internal sealed partial class ServerToolList(
    RemoteMcpServer server,
    TimeSpan refreshAfter,
    TimeProvider clock,
    ILogger<ServerToolList> logger,
    CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private Task<ServerTools>? _latest;

    public string Server => server.Name;

    /// <summary>Never throws: a server that cannot be asked is an answer too.</summary>
    public Task<ServerTools> GetAsync()
    {
        lock (_gate)
        {
            if (_latest is not { } latest || IsOutdated(latest))
                _latest = latest = Task.Run(ListAsync);

            return latest;
        }
    }

    private bool IsOutdated(Task<ServerTools> latest) =>
        latest.IsCompleted
        && (latest.Result.Failure is not null || clock.GetUtcNow() - latest.Result.At >= refreshAfter);

    private async Task<ServerTools> ListAsync()
    {
        try
        {
            var tools = await server.ListToolsAsync(stopping);
            Log.Listed(logger, server.Name, tools.Count);
            return new ServerTools(server, tools, Failure: null, clock.GetUtcNow());
        }
        catch (Exception e)
        {
            // Whatever one server does, the others' tools are offered.
            if (!stopping.IsCancellationRequested)
                Log.Unavailable(logger, server.Name, e);

            var failure = e is RemoteMcpException known ? known.Message : $"MCP server '{server.Name}' failed; the log says why.";
            return new ServerTools(server, [], failure, clock.GetUtcNow());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "MCP server {Server} offers {Count} tools")]
        public static partial void Listed(ILogger logger, string server, int count);

        [LoggerMessage(3002, LogLevel.Warning, "MCP server {Server} offers no tools now")]
        public static partial void Unavailable(ILogger logger, string server, Exception exception);
    }
}

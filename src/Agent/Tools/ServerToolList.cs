using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>
/// The tools of one server: listed when they are first asked for, when they have aged, and again after a failure. What
/// was listed last serves while a new listing runs or fails.
/// </summary>
internal sealed partial class ServerToolList(
    RemoteMcpServer server, ToolOptions options, TimeProvider clock, ILogger<ServerToolList> logger, CancellationToken stopping)
{
    /// <summary>A server that was down is waited for shortly: it shall not slow every turn.</summary>
    private static readonly TimeSpan RetryWait = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task? _listing;
    private ServerTools? _known;

    /// <summary>What is known at this moment; asks nobody.</summary>
    public ServerState State => new(server.Name, _known);

    /// <summary>Never throws but for the caller's cancellation: a server that cannot be asked is an answer too.</summary>
    public async Task<ServerTools> GetAsync(CancellationToken cancellationToken)
    {
        var (listing, known) = Begin();
        try
        {
            if (known is null or { Failure: not null })
                await listing.WaitAsync(known is null ? options.Wait : RetryWait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The listing goes on for a later turn.
        }

        return _known ?? new ServerTools(server, [], $"MCP server '{server.Name}' is still being connected.", clock.GetUtcNow());
    }

    private (Task Listing, ServerTools? Known) Begin()
    {
        lock (_gate)
        {
            if (_listing is null || (_listing.IsCompleted && IsOutdated(_known)))
                _listing = Task.Run(ListAsync, CancellationToken.None);

            return (_listing, _known);
        }
    }

    private bool IsOutdated(ServerTools? known) =>
        known is null or { Failure: not null } || clock.GetUtcNow() - known.At >= options.RefreshAfter;

    private async Task ListAsync()
    {
        try
        {
            var tools = await server.ListToolsAsync(stopping);
            Log.Listed(logger, server.Name, tools.Count);
            Keep(new ServerTools(server, tools, Failure: null, clock.GetUtcNow()));
        }
        catch (RemoteMcpException e)
        {
            Log.Unavailable(logger, e.Message);
            Keep(e.Message);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Whatever one server does, the others' tools are offered.
            Log.Failed(logger, server.Name, e);
            Keep($"MCP server '{server.Name}' failed; the log says why.");
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private void Keep(string failure) => Keep(new ServerTools(server, _known?.Tools ?? [], failure, clock.GetUtcNow()));

    private void Keep(ServerTools answer)
    {
        var isAsBefore = _known is not null && (_known.Failure is null) == (answer.Failure is null);
        _known = isAsBefore ? answer with { Since = _known!.Since } : answer;
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "MCP server {Server} offers {Count} tools")]
        public static partial void Listed(ILogger logger, string server, int count);

        [LoggerMessage(3002, LogLevel.Warning, "{Failure}")]
        public static partial void Unavailable(ILogger logger, string failure);

        [LoggerMessage(3004, LogLevel.Error, "Listing the tools of MCP server {Server} failed inside the agent")]
        public static partial void Failed(ILogger logger, string server, Exception exception);
    }
}

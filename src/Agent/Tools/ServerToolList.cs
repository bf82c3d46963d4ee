using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>
/// The tools of one server: listed when they are first asked for, when they have aged, and when the server lists them by
/// itself. What was listed last serves while a new listing runs or fails.
/// </summary>
internal sealed partial class ServerToolList : IDisposable
{
    /// <summary>A server that was down is waited for shortly: it shall not slow every turn.</summary>
    private static readonly TimeSpan RetryWait = TimeSpan.FromSeconds(2);

    /// <summary>A server that says that its list is good for less is not asked by every turn either.</summary>
    private static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly RemoteMcpServer _server;
    private readonly ToolOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ServerToolList> _logger;
    private readonly CancellationToken _stopping;
    private readonly ServerTools _unknown;
    private Task? _listing;
    private ServerTools? _known;

    public ServerToolList(
        RemoteMcpServer server, ToolOptions options, TimeProvider clock, ILogger<ServerToolList> logger, CancellationToken stopping)
    {
        (_server, _options, _clock, _logger, _stopping) = (server, options, clock, logger, stopping);
        _unknown = new ServerTools(server, [], $"MCP server '{server.Name}' is still being connected.", clock.GetUtcNow());
        server.Listed += OnListed;
    }

    /// <summary>What is known at this moment; asks nobody.</summary>
    public ServerState State => new(_server, _known);

    /// <summary>The same, as a turn is told it.</summary>
    public ServerTools Answer => _known ?? _unknown;

    /// <summary>Never throws but for the caller's cancellation: a server that cannot be asked is an answer too.</summary>
    public async Task<ServerTools> GetAsync(CancellationToken cancellationToken)
    {
        var (listing, known) = Begin();
        try
        {
            if (known is null or { Failure: not null })
                await listing.WaitAsync(known is null ? _options.Wait : RetryWait, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The listing goes on for a later turn.
        }

        return Answer;
    }

    public void TryNow() => _server.TryNow();

    public void Dispose() => _server.Listed -= OnListed;

    private (Task Listing, ServerTools? Known) Begin()
    {
        lock (_gate)
        {
            if (HeldBack() is { } cause)
            {
                if (_known?.Failure != cause)
                    Keep(cause);

                return (Task.CompletedTask, _known);
            }

            if (_listing is null || (_listing.IsCompleted && IsOutdated(_known)))
                _listing = Task.Run(ListAsync, CancellationToken.None);

            return (_listing, _known);
        }
    }

    // A server that is left alone is not asked by a turn either: it comes back by itself.
    private string? HeldBack() =>
        _server.Condition is { RetryAt: { } retryAt, Cause: { } cause } && _clock.GetUtcNow() < retryAt ? cause.Message : null;

    private bool IsOutdated(ServerTools? known) =>
        known is null or { Failure: not null } || _clock.GetUtcNow() - known.At >= GoodFor();

    private TimeSpan GoodFor()
    {
        var asked = _server.Listing?.TimeToLive is { } life && life > ShortestAge ? life : ShortestAge;
        return _server.Listing?.TimeToLive is null || asked > _options.RefreshAfter ? _options.RefreshAfter : asked;
    }

    private async Task ListAsync()
    {
        try
        {
            await _server.ListToolsAsync(_stopping);
        }
        catch (RemoteMcpException e)
        {
            Log.Unavailable(_logger, e.Message);
            Keep(_server.Condition.Cause?.Message ?? e.Message);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested && e is not ObjectDisposedException)
        {
            // Whatever one server does, the others' tools are offered.
            Log.Failed(_logger, _server.Name, e);
            Keep($"MCP server '{_server.Name}' failed; the log says why.");
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The process ends; what it is made of may be gone before anybody is told.
        }
    }

    private void OnListed(object? sender, EventArgs e)
    {
        if (_server.Listing is not { } listing)
            return;

        Log.Listed(_logger, _server.Name, listing.Tools.Count, listing.LeftOut.Count);
        Keep(new ServerTools(_server, listing.Tools, Failure: null, listing.At) { LeftOut = listing.LeftOut });
    }

    private void Keep(string failure) => Keep(new ServerTools(_server, _known?.Tools ?? [], failure, _clock.GetUtcNow())
    {
        LeftOut = _known?.LeftOut ?? [],
    });

    private void Keep(ServerTools answer)
    {
        var isAsBefore = _known is not null && (_known.Failure is null) == (answer.Failure is null);
        _known = isAsBefore ? answer with { Since = _known!.Since } : answer;
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "MCP server {Server} offers {Count} tools; {LeftOut} are left out")]
        public static partial void Listed(ILogger logger, string server, int count, int leftOut);

        [LoggerMessage(3002, LogLevel.Warning, "{Failure}")]
        public static partial void Unavailable(ILogger logger, string failure);

        [LoggerMessage(3004, LogLevel.Error, "Listing the tools of MCP server {Server} failed inside the agent")]
        public static partial void Failed(ILogger logger, string server, Exception exception);
    }
}

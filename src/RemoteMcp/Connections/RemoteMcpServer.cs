using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A remote MCP server: connected on first use, and again when its session or connection is gone. Every step and every
/// call has a deadline of its own, also when the server has begun to answer and falls silent. One that fails is left alone
/// for a while, and tried in the background until it is back.
/// </summary>
public sealed partial class RemoteMcpServer : IAsyncDisposable
{
    private readonly IServerAccess _access;
    private readonly Connector _connector;
    private readonly Deadline _callDeadline;
    private readonly Deadline _listDeadline;
    private readonly Deadline _offersDeadline;
    private readonly ToolLister _lister;
    private readonly ToolFilter _filter;
    private readonly PassedHeaders _passed;
    private readonly ServerHealth _health;
    private readonly FailureLog _failures;
    private readonly Background _background;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SingleFlight<Connection> _connection;
    private readonly MarkedTools _marked = new();
    private readonly RunningCalls _running = new();
    private readonly ListingTurns _turns = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Lazy<Task> _closed;
    private volatile bool _isDisposed;

    internal RemoteMcpServer(
        string name,
        RemoteServerOptions options,
        IServerAccess access,
        Connector connector,
        Deadline callDeadline,
        Deadline listDeadline,
        TimeProvider clock,
        ILogger<RemoteMcpServer> logger)
    {
        Name = name;
        Options = options;
        _access = access;
        _connector = connector;
        _callDeadline = callDeadline;
        _listDeadline = listDeadline;

        // Each list has its own, and they run side by side; this one is for what nobody thought of.
        _offersDeadline = new Deadline(listDeadline.Limit * 2, clock);
        _clock = clock;
        _failures = new FailureLog(clock);
        _logger = logger;
        _lister = new ToolLister(name, options.Tools, _marked, clock);
        _filter = new ToolFilter(options.Tools);
        _passed = new PassedHeaders(options.PassHeaders);
        _background = new Background(RefreshAsync, () => _health!.RestOfPause, clock);
        _health = new ServerHealth(name, clock)
        {
            IsLocking = options.Auth == RemoteServerAuth.UserPassword,
            Pausing = _background.TryAgainIn,
            Paused = OnPaused,
        };
        _connection = new SingleFlight<Connection>(
            OpenAsync);
        _closed = new Lazy<Task>(CloseAsync);
    }

    public string Name { get; }

    public RemoteServerOptions Options { get; }

    /// <summary>The way there, step by step.</summary>
    public required ServerWalk Walk { get; init; }

    /// <summary>The token that the next request sends; null where <see cref="RemoteServerOptions.Auth"/> sends none.</summary>
    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public Task<ServerToken?> GetTokenAsync(CancellationToken cancellationToken) => Walk.GetTokenAsync(cancellationToken);

    /// <summary>How it stands with the server at this moment; asks nobody.</summary>
    public ServerCondition Condition => _health.Condition;

    /// <summary>The ids of the gateways that the server is or has behind it, as it said last; none for other servers.</summary>
    public IReadOnlyList<string> Gateways => _connector.Hops.Seen;

    /// <summary>The server has turned out to lead back to this process: what it lists is this process's own.</summary>
    public event EventHandler? LedBack;

    /// <summary>
    /// What the server knows of this process and may say back to others: the tokens that it was sent, and the values in its
    /// address. The longest first.
    /// </summary>
    public IReadOnlyList<string> Secrets =>
    [
        .. _access.Secrets.Concat(RemoteUrl.Secrets(Options.Url ?? Options.GatewayUrl))
            .Concat(RemoteUrl.Secrets(_connection.Current?.Address.Url.AbsoluteUri))
            .Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length),
    ];

    /// <summary>Whether the server keeps a session for the connection that there is now, which all calls share.</summary>
    public bool HasSession => _connection.Current?.Client.SessionId is not null;

    /// <summary>Whether its connections read enough of an answer for results of this size.</summary>
    public bool ReadsResultsOf(int? maxResultBytes) =>
        AnswerHandler.BytesFor(maxResultBytes) <= AnswerHandler.BytesFor(Options.MaxResultBytes);

    /// <summary>What the server listed last; null when it never did.</summary>
    public ToolListing? Listing { get; private set; }

    /// <summary>The server has listed its tools, asked or by itself: <see cref="Listing"/> is another one.</summary>
    public event EventHandler? Listed;

    /// <summary>The next caller tries, also while the server is left alone: somebody wants to know whether it is mended.</summary>
    public void TryNow() => _health.EndPause();

    /// <summary>All pages of the server's tools, without those that are left out (<see cref="Listing"/> says which).</summary>
    /// <exception cref="RemoteMcpException">The server cannot be reached or does not answer.</exception>
    public async Task<IReadOnlyList<RemoteTool>> ListToolsAsync(CancellationToken cancellationToken)
    {
        var (turn, listing) = await UseAsync(
            ConnectionStep.ListTools, _listDeadline, isRepeatable: true, ListAsync, TimeSpan.Zero, cancellationToken);
        if (_turns.TryPlace(turn, () => Listing = listing))
            Listed?.Invoke(this, EventArgs.Empty);

        return listing.Tools;

        async Task<(long Turn, ToolListing Listing)> ListAsync(Connection connection, CancellationToken token) =>
            (_turns.Begin(), await _lister.ListAsync(connection, token));
    }

    /// <summary>Puts what proves this process to the server on other requests too, before <paramref name="inner"/> sends them.</summary>
    public HttpMessageHandler Guard(HttpMessageHandler inner) => _access.Guard(inner);

    /// <summary>Takes no calls any more (<see cref="ObjectDisposedException"/>), lets those that are under way end, and closes then.</summary>
    public async ValueTask RetireAsync()
    {
        await _background.DisposeAsync();
        await _running.CloseAsync();
        await DisposeAsync();
    }

    /// <summary>Closes at once: calls that are under way fail, and a connection that is being opened is given up.</summary>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private async Task CloseAsync()
    {
        _isDisposed = true;
        await _closing.CancelAsync();
        await _background.DisposeAsync();

        // Also one that is on its way: a process that it has started already must not outlive this one.
        if (await _connection.LastAsync() is { } connection)
            await CloseAsync(connection.DisposeAsync);

        _closing.Dispose();
    }

    private void OnPaused(TimeSpan pause)
    {
        if (Condition is { Cause: { } cause, State: var state })
        {
            var level = _failures.NextLevel();
            Log.Paused(_logger, level, Name, state, pause.TotalSeconds, cause.Problem, cause.Remedy);
        }

        if (Condition.Cause is { LeadsBack: true })
            LedBack?.Invoke(this, EventArgs.Empty);
    }
}

using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// A remote MCP server: connected on first use, and again when its session or connection is gone. Every step and every
/// call has a deadline of its own, also when the server has begun to answer and falls silent.
/// </summary>
public sealed partial class RemoteMcpServer : IAsyncDisposable
{
    private readonly IServerAccess _access;
    private readonly Deadline _listDeadline;
    private readonly Deadline _callDeadline;
    private readonly ILogger _logger;
    private readonly SingleFlight<Connection> _connection;

    internal RemoteMcpServer(
        string name,
        RemoteServerOptions options,
        IServerAccess access,
        Connector connector,
        Deadline listDeadline,
        Deadline callDeadline,
        ILogger<RemoteMcpServer> logger)
    {
        Name = name;
        Options = options;
        _access = access;
        _listDeadline = listDeadline;
        _callDeadline = callDeadline;
        _logger = logger;
        _connection = new SingleFlight<Connection>(connector.OpenAsync);
    }

    public string Name { get; }

    public RemoteServerOptions Options { get; }

    /// <summary>The way there, step by step.</summary>
    public required ServerWalk Walk { get; init; }

    /// <summary>The token that the next request sends; null where <see cref="RemoteServerOptions.Auth"/> sends none.</summary>
    /// <exception cref="RemoteMcpException">No token can be had; it says at which step and why.</exception>
    public async Task<ServerToken?> GetTokenAsync(CancellationToken cancellationToken) =>
        _access is TokenAccess access ? new ServerToken(await access.Tokens.GetAsync(cancellationToken)) : null;

    /// <summary>All pages of the server's tools.</summary>
    /// <exception cref="RemoteMcpException">The server cannot be reached or does not answer.</exception>
    public async Task<IReadOnlyList<RemoteTool>> ListToolsAsync(CancellationToken cancellationToken)
    {
        var tools = await UseAsync(
            ConnectionStep.ListTools,
            _listDeadline,
            isRepeatable: true,
            async (client, token) => await client.ListToolsAsync(cancellationToken: token),
            cancellationToken);

        return [.. tools.Select(tool => RemoteTool.From(Name, tool.ProtocolTool))];
    }

    /// <summary>
    /// Calls a tool. A call is sent a second time only when the server certainly did not run it, or when the tool says
    /// that it may be repeated.
    /// </summary>
    /// <exception cref="RemoteMcpException">No answer; an error that the tool itself reports is a result.</exception>
    public Task<CallToolResult> CallToolAsync(
        RemoteTool tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        UseAsync(
            ConnectionStep.CallTool,
            _callDeadline,
            tool.IsRepeatable,
            async (client, token) => await client.CallToolAsync(tool.Name, arguments, cancellationToken: token),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection.Current is { } connection)
            await CloseAsync(connection.DisposeAsync);
    }

    private async Task<T> UseAsync<T>(
        ConnectionStep step,
        Deadline deadline,
        bool isRepeatable,
        Func<McpClient, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            await _access.PrepareAsync(cancellationToken);
            var connection = await HoldConnectionAsync(cancellationToken);
            try
            {
                return await deadline.RunAsync(token => use(connection.Client, token), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = ConnectionFailures.Translate(e, Name, step, connection.Address);
                Log.Failed(_logger, Name, step, failure.Problem);
                if (!await MayRepeatAsync(connection, e, isRepeatable) || !isFirst)
                    throw failure;
            }
            finally
            {
                await CloseAsync(connection.ReleaseAsync);
            }
        }
    }

    // One that is over, or that another call retired between the two steps, is passed over for the next.
    private async Task<Connection> HoldConnectionAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_connection.Current is { IsOver: true } over)
                await ReplaceAsync(over);

            var connection = await _connection.GetAsync(isSpent: _ => false, cancellationToken);
            if (connection.TryHold())
                return connection;
        }
    }

    private async Task<bool> MayRepeatAsync(Connection connection, Exception failure, bool isRepeatable)
    {
        var isSessionLost = ConnectionFailures.IsSessionLost(failure);
        var isOver = isSessionLost || connection.IsOver;
        if (isOver)
            await ReplaceAsync(connection);

        return isSessionLost || (isRepeatable && (isOver || ConnectionFailures.IsConnectionLost(failure)));
    }

    // The next call opens another; this one closes when its last call has ended.
    private Task ReplaceAsync(Connection connection)
    {
        _connection.Drop(connection);
        return CloseAsync(connection.RetireAsync);
    }

    private async Task CloseAsync(Func<ValueTask> closeAsync)
    {
        try
        {
            await closeAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A client whose session is gone may fail to say goodbye.
            Log.GoodbyeFailed(_logger, Name, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "MCP server {Server}: step {Step} failed: {Problem}")]
        public static partial void Failed(ILogger logger, string server, ConnectionStep step, string problem);

        [LoggerMessage(2002, LogLevel.Debug, "MCP server {Server}: closing a lost connection failed with {Type}")]
        public static partial void GoodbyeFailed(ILogger logger, string server, string type);
    }
}

using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>The process's connection to Redis: made by the first who needs it, and again when it could not be made.</summary>
internal sealed class RedisConnection(RedisAddress address, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>For a call, connecting included.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connecting;
    private bool _isDisposed;

    /// <summary>Runs a command; once more when the connection broke under it.</summary>
    /// <param name="command">Is told whether it may have been carried out before.</param>
    /// <param name="cancellationToken">Ends the wait; a command that was sent may still be carried out.</param>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async Task<T> RunAsync<T>(Func<IDatabase, bool, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await RunTwiceAsync(command).WaitAsync(Limit, clock, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? connecting;
        lock (_gate)
        {
            _isDisposed = true;
            connecting = _connecting;
        }

        if (connecting is { IsCompletedSuccessfully: true })
            await (await connecting).DisposeAsync();
    }

    private async Task<T> RunTwiceAsync<T>(Func<IDatabase, bool, Task<T>> command)
    {
        var connection = await ConnectAsync();
        try
        {
            return await command(connection.GetDatabase(), false);
        }
        catch (RedisConnectionException e) when (e.FailureType is not ConnectionFailureType.AuthenticationFailure)
        {
            return await command(connection.GetDatabase(), true);
        }
    }

    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connecting is null or { IsFaulted: true } or { IsCanceled: true })
                _connecting = Task.Run(() => ConnectionMultiplexer.ConnectAsync(address.Options));

            return _connecting;
        }
    }
}

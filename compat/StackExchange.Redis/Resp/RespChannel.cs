namespace StackExchange.Redis.Resp;

/// <summary>The connection in use; commands wait for the one who makes it.</summary>
internal sealed class RespChannel(ConfigurationOptions options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private RespConnection? _connection;

    public Task ConnectAsync() => GetConnectionAsync();

    public async Task<RedisResult> AskAsync(params ReadOnlyMemory<byte>[] command)
    {
        try
        {
            return await AskNowAsync(command).WaitAsync(TimeSpan.FromMilliseconds(options.AsyncTimeout));
        }
        catch (TimeoutException e) when (e is not RedisTimeoutException)
        {
            throw new RedisTimeoutException($"Timeout awaiting response ({options.AsyncTimeout}ms elapsed).");
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _gate.Dispose();
    }

    private async Task<RedisResult> AskNowAsync(ReadOnlyMemory<byte>[] command) =>
        await (await GetConnectionAsync()).AskAsync(command);

    private async Task<RespConnection> GetConnectionAsync()
    {
        if (_connection is { IsOpen: true } open)
            return open;

        await _gate.WaitAsync();
        try
        {
            if (_connection is { IsOpen: true } made)
                return made;

            _connection?.Dispose();
            return _connection = await RespConnection.OpenAsync(options);
        }
        finally
        {
            _gate.Release();
        }
    }
}

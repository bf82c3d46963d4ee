using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace StackExchange.Redis.Resp;

/// <summary>A connection on which the replies come in the order of the commands.</summary>
internal sealed class RespConnection : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Queue<TaskCompletionSource<RedisResult>> _asked = new();
    private readonly Stream _stream;
    private Exception? _failure;

    private RespConnection(Stream stream)
    {
        _stream = stream;
        _ = ReadAsync();
    }

    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _failure is null;
            }
        }
    }

    public static async Task<RespConnection> OpenAsync(ConfigurationOptions options)
    {
        RespConnection? connection = null;
        using var patience = new CancellationTokenSource(options.ConnectTimeout);
        try
        {
            connection = new RespConnection(await DialAsync(options, patience.Token));
            foreach (var command in Greeting(options))
                await connection.AskAsync(command).WaitAsync(patience.Token);

            return connection;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or RedisException
            or System.Security.Authentication.AuthenticationException)
        {
            connection?.Dispose();
            throw e is RedisServerException
                ? Failed(ConnectionFailureType.AuthenticationFailure, " There was an authentication failure; check that passwords are right.", e)
                : Failed(ConnectionFailureType.UnableToConnect, "", e);
        }
    }

    public async Task<RedisResult> AskAsync(ReadOnlyMemory<byte>[] command)
    {
        var asked = new TaskCompletionSource<RedisResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writing.WaitAsync();
        try
        {
            Enqueue(asked);
            await RespWriter.WriteAsync(_stream, command);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Fail(e);
        }
        finally
        {
            _writing.Release();
        }

        return await asked.Task;
    }

    public void Dispose()
    {
        Fail(new ObjectDisposedException(nameof(ConnectionMultiplexer)));
        _stream.Dispose();
    }

    private static async Task<Stream> DialAsync(ConfigurationOptions options, CancellationToken cancellationToken)
    {
        var endpoint = options.EndPoints[0];
        var (host, port) = endpoint is DnsEndPoint dns ? (dns.Host, dns.Port) : (((IPEndPoint)endpoint).Address.ToString(), ((IPEndPoint)endpoint).Port);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port != 0 ? port : options.Ssl ? 6380 : 6379, cancellationToken);
            if (!options.Ssl)
                return client.GetStream();

            var secure = new SslStream(client.GetStream());
            var settings = new SslClientAuthenticationOptions { TargetHost = options.SslHost ?? host };
            await secure.AuthenticateAsClientAsync(settings, cancellationToken);
            return secure;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>[]> Greeting(ConfigurationOptions options)
    {
        if (options is { User: { Length: > 0 } user, Password: not null })
            yield return Command("AUTH", user, options.Password);
        else if (options.Password is { Length: > 0 } password)
            yield return Command("AUTH", password);

        yield return Command("PING");
        if (options.DefaultDatabase is > 0 and { } database)
            yield return Command("SELECT", database.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static ReadOnlyMemory<byte>[] Command(params string[] words) =>
        Array.ConvertAll(words, word => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(word));

    private static RedisConnectionException Failed(ConnectionFailureType type, string more, Exception cause) =>
        new(type, $"It was not possible to connect to the redis server(s).{more}", cause);

    private void Enqueue(TaskCompletionSource<RedisResult> asked)
    {
        lock (_gate)
        {
            if (_failure is not null)
                throw new RedisConnectionException(ConnectionFailureType.SocketClosed, "The connection is closed.", _failure);

            _asked.Enqueue(asked);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await using var buffer = new BufferedStream(_stream, 64 * 1024);
            var reader = new RespReader(buffer);
            while (true)
            {
                var reply = await reader.ReadAsync();
                Next().TrySetFrom(reply);
            }
        }
        catch (Exception e)
        {
            // Whatever it is, nothing more can be read in order.
            Fail(e);
        }
    }

    private TaskCompletionSource<RedisResult> Next()
    {
        lock (_gate)
        {
            return _asked.TryDequeue(out var asked) ? asked : throw new InvalidDataException("A reply that nobody asked for.");
        }
    }

    private void Fail(Exception cause)
    {
        lock (_gate)
        {
            _failure ??= cause;
        }

        var type = cause is InvalidDataException ? ConnectionFailureType.ProtocolFailure : ConnectionFailureType.SocketClosed;
        while (TryNext() is { } asked)
            asked.TrySetException(new RedisConnectionException(type, "The connection was lost.", cause));

        _stream.Dispose();
    }

    private TaskCompletionSource<RedisResult>? TryNext()
    {
        lock (_gate)
        {
            return _asked.TryDequeue(out var asked) ? asked : null;
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentStack.Agent.Tests.Conversations.Redis;

/// <summary>Stands between a client and a server, and on demand drops the connection instead of an answer.</summary>
internal sealed class AnswerCutter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _running;
    private int _cutsAsked;

    public AnswerCutter(int target)
    {
        _target = target;
        _listener.Start();
        _running = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";

    public int Cuts { get; private set; }

    public void CutNextAnswer() => Interlocked.Exchange(ref _cutsAsked, 1);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _running;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true)
                links.Add(LinkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task LinkAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _end.Token), AnswerAsync(server, client));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone; so is the link.
            }
        }
    }

    private async Task AnswerAsync(TcpClient server, TcpClient client)
    {
        var buffer = new byte[64 * 1024];
        while (await server.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (Interlocked.Exchange(ref _cutsAsked, 0) == 1)
            {
                Cuts++;
                return;
            }

            await client.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}

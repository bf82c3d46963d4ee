using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentStack.Agent.Tests.Conversations.Redis;

/// <summary>Answers everything with the same words.</summary>
internal sealed class GarbageServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _words;
    private readonly Task _running;

    public GarbageServer(string words)
    {
        _words = Encoding.UTF8.GetBytes(words);
        _listener.Start();
        _running = AnswerAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _running;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAsync(new byte[4096]);
                await client.GetStream().WriteAsync(_words);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidOperationException)
        {
            // The listener is closed, or the client is gone.
        }
    }
}

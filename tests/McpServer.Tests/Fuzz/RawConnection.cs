using System.Net.Sockets;
using System.Text;

namespace AgentStack.McpServer.Tests.Fuzz;

/// <summary>A connection on which anything can be sent, also what no HTTP library sends.</summary>
internal sealed class RawConnection : IDisposable
{
    private const string Head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new();

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(RunningServer server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Sends the head of a good request with some lines more, and what follows it.</summary>
    public Task SendAsync(string headers, string body) => SendAsync($"{Head}{headers}\r\n{body}");

    public async Task SendAsync(string text)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server hung up, which it may.
        }
    }

    /// <summary>All that comes until the server hangs up.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8, leaveOpen: true);
        var text = new StringBuilder();
        try
        {
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, CancellationToken.None) is { } line)
                text.AppendLine(line);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // It hung up on what was still being sent.
        }

        return text.ToString();
    }

    /// <summary>The first bytes of the answer.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var bytes = new byte[4_096];
        var count = await _client.GetStream().ReadAsync(bytes, TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(Patience, CancellationToken.None);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    public void Dispose() => _client.Dispose();
}

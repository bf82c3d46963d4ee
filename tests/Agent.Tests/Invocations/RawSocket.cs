using System.Net.Sockets;
using System.Text;
using AgentStack.Agent.Invocations.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>A WebSocket client that does nothing by itself: it shows frames as they come.</summary>
internal sealed class RawSocket : IDisposable
{
    public const int Ping = 9;
    public const int Close = 8;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawSocket(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static void PingOften(WebApplicationBuilder builder) => builder.Services.AddSingleton(new SocketOptions
    {
        PingInterval = TimeSpan.FromMilliseconds(50),
        PongTimeout = TimeSpan.FromSeconds(60),
    });

    public static async Task<RawSocket> ConnectAsync(Stage stage, CancellationToken cancellationToken)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(stage.Http.BaseAddress!.Host, stage.Http.BaseAddress.Port, cancellationToken);
        var socket = new RawSocket(client);
        await socket._stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
            cancellationToken);

        // The answer's head ends with a blank line; frames follow.
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await socket._stream.ReadExactlyAsync(one, cancellationToken);
            head.Append((char)one[0]);
        }

        head.ToString().ShouldStartWith("HTTP/1.1 101");
        return socket;
    }

    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var head = new byte[2];
        await _stream.ReadExactlyAsync(head, cancellationToken);
        var payload = new byte[head[1] & 0x7F];
        payload.Length.ShouldBeLessThan(126);
        await _stream.ReadExactlyAsync(payload, cancellationToken);
        return (head[0] & 0x0F, payload);
    }

    /// <summary>A short text message, masked with zeros.</summary>
    public async Task SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        message.Length.ShouldBeLessThan(126);
        await _stream.WriteAsync((byte[])[0x81, (byte)(0x80 | message.Length), 0, 0, 0, 0, .. message], cancellationToken);
    }

    public void Dispose() => _client.Dispose();
}

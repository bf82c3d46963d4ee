using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>A client of <c>/ws</c> that holds what it hears to the schema.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly Stage _stage;
    private readonly ClientWebSocket _socket;

    private SocketClient(Stage stage, ClientWebSocket socket)
    {
        _stage = stage;
        _socket = socket;
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? SubProtocol => _socket.SubProtocol;

    /// <summary>Payload lengths of what was received last, a frame or a part of one each.</summary>
    public List<int> Parts { get; } = [];

    public static async Task<SocketClient> ConnectAsync(Stage stage, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        configure?.Invoke(socket.Options);
        var address = new UriBuilder(stage.Http.BaseAddress!) { Scheme = "ws", Path = "/ws" };
        await socket.ConnectAsync(address.Uri, Cancellation);
        return new SocketClient(stage, socket);
    }

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message));

    public async Task SendAsync(byte[] message, WebSocketMessageType type = WebSocketMessageType.Text) =>
        await _socket.SendAsync(message, type, endOfMessage: true, Cancellation);

    /// <summary>The next event; null when the agent has closed the socket.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[1_000_000];
        Parts.Clear();
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;

            received.MessageType.ShouldBe(WebSocketMessageType.Text);
            Parts.Add(received.Count);
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                break;
        }

        _stage.Events.Hold(message.ToArray());
        return JsonElement.Parse(message.ToArray());
    }

    /// <summary>The events of a turn, to its last.</summary>
    public async Task<List<JsonElement>> ReadTurnAsync()
    {
        var events = new List<JsonElement>();
        while (events.Count == 0 || events[^1].Type() is not ("done" or "error" or "approval"))
            events.Add((await ReadAsync()).ShouldNotBeNull());

        return events;
    }

    public async Task CloseAsync() => await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

    /// <summary>Goes without a word.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

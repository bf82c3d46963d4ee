using System.Net;
using System.Net.Sockets;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>A loopback port before a server, which can be closed, so that connections are refused, and opened again.</summary>
public sealed class Gate : IDisposable
{
    private readonly IPEndPoint _behind;
    private readonly Lock _lock = new();
    private readonly List<Socket> _relays = [];
    private Socket _door;

    /// <summary>Closed at first.</summary>
    /// <param name="behind">Where the server listens.</param>
    public Gate(Uri behind)
    {
        _behind = new IPEndPoint(IPAddress.Loopback, behind.Port);
        _door = Bind(0);
        Port = ((IPEndPoint)_door.LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>The same address by way of the gate.</summary>
    public Uri Before(Uri address) => new UriBuilder(address) { Port = Port }.Uri;

    public void Open()
    {
        var door = _door;
        door.Listen();
        _ = AcceptAsync(door);
    }

    /// <summary>Cuts what is connected, and refuses what comes: a port that is bound and not listened on stays ours.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _door.Dispose();
            foreach (var relay in _relays)
                relay.Close(0);

            _relays.Clear();
            _door = Bind(Port);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _door.Dispose();
            foreach (var relay in _relays)
                relay.Dispose();
        }
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket door)
    {
        try
        {
            while (true)
                _ = RelayAsync(await door.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task RelayAsync(Socket caller)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (_lock)
        {
            _relays.Add(caller);
            _relays.Add(server);
        }

        try
        {
            await server.ConnectAsync(_behind);
            await using var near = new NetworkStream(caller);
            await using var far = new NetworkStream(server);
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // One side is gone, and the other goes with it.
        }
        finally
        {
            caller.Dispose();
            server.Dispose();
        }
    }
}

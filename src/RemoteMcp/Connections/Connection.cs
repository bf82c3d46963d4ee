using System.Text.Json;
using AgentStack.RemoteMcp.Stdio;
using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>An open MCP client and what it stands on. A connection that is retired closes when its last call has ended.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient? _http;
    private readonly ChildServer? _child;
    private readonly Lock _gate = new();
    private int _calls;
    private bool _isRetired;

    public Connection(McpClient client, HttpClient http, ServerAddress address, Notifications notifications)
        : this(client, address, notifications) => _http = http;

    public Connection(McpClient client, ChildServer child, ServerAddress address, Notifications notifications)
        : this(client, address, notifications) => _child = child;

    private Connection(McpClient client, ServerAddress address, Notifications notifications)
    {
        (Client, Address, Notifications) = (client, address, notifications);
        Capabilities = Said(notifications, "capabilities");
        Instructions = client.ServerInstructions;
        (ServerName, ServerVersion) = (Identity(client)?.Name, Identity(client)?.Version);
    }

    public McpClient Client { get; }

    public ServerAddress Address { get; }

    public Notifications Notifications { get; }

    public string? Protocol => Client.NegotiatedProtocolVersion;

    public bool IsModern => ProtocolRevisions.IsModern(Protocol);

    /// <summary>What the server says that it has, as it says it; undefined when it says nothing.</summary>
    public JsonElement Capabilities { get; }

    /// <summary>What it has to tell models about itself.</summary>
    public string? Instructions { get; }

    public string? ServerName { get; }

    public string? ServerVersion { get; }

    /// <summary>The session ended: this client answers no more, only a new one does.</summary>
    public bool IsOver => Client.Completion.IsCompleted;

    /// <summary>A call begins; <see cref="ReleaseAsync"/> ends it. False when the connection takes no calls any more.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;

            _calls++;
            return true;
        }
    }

    public ValueTask ReleaseAsync() => CloseIfLastAsync(() => _calls--);

    /// <summary>No new calls; those that are under way may end.</summary>
    public ValueTask RetireAsync() => CloseIfLastAsync(() => _isRetired = true);

    /// <summary>The failure, or what the server's process has to do with it.</summary>
    public Task<Exception> ExplainAsync(Exception failure) => _child?.ExplainAsync(failure) ?? Task.FromResult(failure);

    /// <exception cref="TimeoutException">The server did not take the goodbye; the connection is closed all the same.</exception>
    public async ValueTask DisposeAsync()
    {
        // A process is told by the end of its input, and the client below waits for its output.
        if (_child is not null)
            await _child.DisposeAsync();

        try
        {
            await Client.DisposeAsync().AsTask().WaitAsync(GoodbyeTimeout, TimeProvider.System);
        }
        finally
        {
            _http?.Dispose();
        }
    }

    public bool Has(string capability) =>
        Capabilities.ValueKind == JsonValueKind.Object
        && Capabilities.TryGetProperty(capability, out var has) && has.ValueKind == JsonValueKind.Object;

    private static JsonElement Said(Notifications notifications, string name) =>
        notifications.Handshake.ValueKind == JsonValueKind.Object && notifications.Handshake.TryGetProperty(name, out var said)
            ? said
            : default;

    // The modern era leaves it to a server whether it gives its name.
    private static ModelContextProtocol.Protocol.Implementation? Identity(McpClient client)
    {
        try
        {
            return client.ServerInfo;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private ValueTask CloseIfLastAsync(Action change)
    {
        lock (_gate)
        {
            var wasOpen = !(_isRetired && _calls == 0);
            change();
            if (!wasOpen || !_isRetired || _calls > 0)
                return ValueTask.CompletedTask;
        }

        return DisposeAsync();
    }
}

using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>An open MCP client and what it stands on.</summary>
internal sealed class Connection(McpClient client, HttpClient http, ServerAddress address) : IAsyncDisposable
{
    public McpClient Client { get; } = client;

    public ServerAddress Address { get; } = address;

    /// <summary>The session ended: this client answers no more, only a new one does.</summary>
    public bool IsOver => Client.Completion.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        http.Dispose();
    }
}

using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>Opens connections to a server that is a command: each with a process of its own.</summary>
internal sealed class ChildConnector(string server, RemoteServerOptions options, Deadline deadline, TimeProvider clock, ILogger logger)
{
    // A server of before 2026-07-28 may end when it is asked for its revisions before anything else.
    private volatile bool _isLegacy;

    public ServerAddress Address { get; } = ServerAddress.Of(options.Command!);

    public async Task<Connection> OpenAsync(Notifications notifications, CancellationToken cancellationToken)
    {
        var isKnownLegacy = _isLegacy;
        try
        {
            return await OpenAsync(notifications, isKnownLegacy, cancellationToken);
        }
        catch (ChildEndedException) when (!isKnownLegacy && options.ProtocolVersion is null && !cancellationToken.IsCancellationRequested)
        {
            return await OpenAsync(notifications, isKnownLegacy: true, cancellationToken);
        }
    }

    private async Task<Connection> OpenAsync(Notifications notifications, bool isKnownLegacy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var child = ChildServer.Start(server, options, notifications.Pending, clock, logger);
        try
        {
            var client = await deadline.RunAsync(
                token => McpClient.CreateAsync(
                    new TappedTransport(child.Transport, notifications) { IsKnownLegacy = isKnownLegacy, Pending = notifications.Pending },
                    ClientOptions.Of(options, clock),
                    cancellationToken: token),
                cancellationToken);
            var connection = new Connection(client, child, Address, notifications);
            _isLegacy = !connection.IsModern;
            return connection;
        }
        catch (Exception e)
        {
            _isLegacy = false;
            var failure = await child.ExplainAsync(e);
            await child.DisposeAsync();
            if (failure == e)
                throw;

            throw failure;
        }
    }
}

using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The configured remote MCP servers, in the order of their names. Nothing is connected until it is used.</summary>
public sealed class RemoteMcpServers : IAsyncDisposable
{
    public RemoteMcpServers(
        RemoteServerSettings configured,
        AccessFactory accesses,
        AwsSettings aws,
        TimeProvider clock,
        ILoggerFactory logs,
        DistributedContextPropagator propagator) =>
        All = [.. configured.Servers.Select(server => Create(server.Key, server.Value, accesses, aws, clock, logs, propagator))];

    public IReadOnlyList<RemoteMcpServer> All { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
            await server.DisposeAsync();
    }

    private static RemoteMcpServer Create(
        string name,
        RemoteServerOptions options,
        AccessFactory accesses,
        AwsSettings aws,
        TimeProvider clock,
        ILoggerFactory logs,
        DistributedContextPropagator propagator)
    {
        var step = new Deadline(options.ConnectTimeout, clock);
        var credentials = accesses.CreateCredentials(name, options);
        var access = accesses.CreateAccess(name, options, credentials);
        var connector = new Connector(name, options, credentials, access, aws, step, clock, propagator);

        return new RemoteMcpServer(
            name, options, access, connector, new Deadline(options.CallTimeout, clock), step, clock, logs.CreateLogger<RemoteMcpServer>())
        {
            Walk = new ServerWalk(name, options, credentials, access, connector, accesses.Discovery, step, clock),
        };
    }
}

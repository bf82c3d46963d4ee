using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Makes remote MCP servers. Nothing is connected until it is used; who has one made disposes of it.</summary>
public sealed class RemoteServerFactory(
    AccessFactory accesses,
    AwsSettings aws,
    TimeProvider clock,
    ILoggerFactory logs,
    DistributedContextPropagator propagator,
    GatewayId? gateway = null)
{
    /// <param name="name">By which settings, messages and logs call it.</param>
    /// <param name="options">Without problems.</param>
    public RemoteMcpServer Create(string name, RemoteServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var step = new Deadline(options.ConnectTimeout, clock);
        var credentials = accesses.CreateCredentials(name, options);
        var access = accesses.CreateAccess(name, options, credentials);
        var connector = new Connector(name, options, credentials, access, aws, step, clock, propagator, logs.CreateLogger<RemoteMcpServer>())
        {
            Hops = new GatewayHops(gateway),
        };

        return new RemoteMcpServer(
            name, options, access, connector, new Deadline(options.CallTimeout, clock), step, clock, logs.CreateLogger<RemoteMcpServer>())
        {
            Walk = new ServerWalk(name, options, credentials, access, connector, accesses.Discovery, step, clock),
        };
    }
}

using System.Diagnostics;
using AgentStack.RemoteMcp.Access;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Walk;
using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Makes remote MCP servers of their settings. Nothing is connected until it is used.</summary>
public sealed class RemoteServerFactory(
    AccessFactory accesses,
    AwsSettings aws,
    TimeProvider clock,
    ILoggerFactory logs,
    DistributedContextPropagator propagator)
{
    public RemoteMcpServer Create(string name, RemoteServerOptions options)
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

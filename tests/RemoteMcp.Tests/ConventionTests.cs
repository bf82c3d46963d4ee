using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.RemoteMcp"))
{
    // A gateway's upstreams have settings besides those of every remote server.
    protected override IReadOnlyList<string> InheritedElsewhere => ["AgentStack.RemoteMcp.RemoteServerOptions"];
}

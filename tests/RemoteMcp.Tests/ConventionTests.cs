using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.RemoteMcp"))
{
    // A gateway's settings of an upstream are these and more.
    protected override IEnumerable<Type> InheritedElsewhere => [typeof(RemoteServerOptions)];
}

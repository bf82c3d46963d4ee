using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.RemoteMcp"));

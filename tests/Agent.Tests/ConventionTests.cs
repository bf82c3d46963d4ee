using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.Agent"));

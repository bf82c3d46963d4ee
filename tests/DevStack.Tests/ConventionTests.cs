using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.DevStack"));

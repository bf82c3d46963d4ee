using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.Oidc"));

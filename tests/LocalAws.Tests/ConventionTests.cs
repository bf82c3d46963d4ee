using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.LocalAws"));

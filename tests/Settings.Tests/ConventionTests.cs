using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.Settings.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.Settings"));

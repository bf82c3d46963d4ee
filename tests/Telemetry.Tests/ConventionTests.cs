using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.Telemetry.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.Telemetry"));

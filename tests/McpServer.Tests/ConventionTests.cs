using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.McpServer"));

using System.Reflection;
using AgentStack.Tests.Shared;

namespace AgentStack.Schemas.Tests;

public sealed class ConventionTests() : AssemblyConventions(Assembly.Load("AgentStack.Schemas"));

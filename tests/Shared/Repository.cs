using System.Reflection;

namespace AgentStack.Tests.Shared;

/// <summary>The sources, for tests that read them.</summary>
public static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;
}

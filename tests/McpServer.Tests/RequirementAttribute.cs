using Xunit.v3;

namespace AgentStack.McpServer.Tests;

/// <summary>Marks the proof of a requirement of docs/mcp-requirements.md; <c>--filter-trait mcp=R7</c> runs those of one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirementAttribute(string id) : Attribute, ITraitAttribute
{
    public string Id => id;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("mcp", id)];
}

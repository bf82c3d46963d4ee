using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>An MCP client that sends what it is told to, and hands over what it makes of the answers.</summary>
internal interface IVisitor : IAsyncDisposable
{
    /// <returns>For each request its result, or <c>{"error":{"code":…,"message":…}}</c>.</returns>
    Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<Ask> asks);
}

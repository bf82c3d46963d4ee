using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>One request on its way to an upstream.</summary>
/// <param name="Upstream">Who is asked.</param>
/// <param name="Method">Such as <c>tools/call</c>.</param>
/// <param name="Name">What is meant, as callers know it: a tool or a prompt by its name here, a resource by its address.</param>
/// <param name="OwnName">The same as the upstream knows it.</param>
/// <param name="Parameters">As they go to the upstream.</param>
internal sealed record UpstreamCall(Upstream Upstream, string Method, string Name, string OwnName, JsonObject Parameters)
{
    /// <summary>Whether it can be sent again when it may have run already.</summary>
    public bool IsRepeatable { get; init; }
}

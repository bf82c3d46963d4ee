using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Gateway;

/// <summary>One request on its way to an upstream.</summary>
/// <param name="Upstream">Who is asked.</param>
/// <param name="Method">Such as <c>tools/call</c>.</param>
/// <param name="Name">What is meant, as callers know it: a tool or a prompt by its name here, a resource by its address.</param>
/// <param name="OwnName">The same as the upstream knows it.</param>
/// <param name="Parameters">As they go to the upstream.</param>
internal sealed record UpstreamCall(Upstream Upstream, string Method, string Name, string OwnName, JsonObject Parameters)
{
    /// <summary>Whether it can be sent again when it may have run already.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>The caller's parameters as they were written, to be changed where they name what only the gateway knows.</summary>
    public static JsonObject ParametersOf(McpRequest request) =>
        // Whoever sends may still read them when the request is over and its body is gone.
        request.Message.Params is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given.Clone())! : [];

    /// <summary>The same, with the name that the upstream knows.</summary>
    public static JsonObject ParametersOf(McpRequest request, string ownName)
    {
        var parameters = ParametersOf(request);
        parameters["name"] = ownName;
        return parameters;
    }
}

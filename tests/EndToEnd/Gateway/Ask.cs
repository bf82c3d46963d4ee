using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>A request that any MCP client can be told to send.</summary>
internal sealed record Ask(string Method, JsonObject Parameters)
{
    public static Ask Tool(string name, JsonObject arguments) =>
        new("tools/call", new JsonObject { ["name"] = name, ["arguments"] = arguments.DeepClone() });

    public static Ask Prompt(string name, JsonObject arguments) =>
        new("prompts/get", new JsonObject { ["name"] = name, ["arguments"] = arguments.DeepClone() });

    public static Ask Resource(string uri) => new("resources/read", new JsonObject { ["uri"] = uri });

    public override string ToString() => $"{Method} {Parameters.ToJsonString()}";
}

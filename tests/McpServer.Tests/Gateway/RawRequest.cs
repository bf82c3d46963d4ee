using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>What an upstream was sent, to the letter.</summary>
internal sealed record RawRequest(string Method, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public JsonObject Params => Json["params"]!.AsObject();
}

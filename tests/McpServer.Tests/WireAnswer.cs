using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests;

/// <summary>What came back over the wire.</summary>
public sealed record WireAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public JsonNode Result => Json["result"].ShouldNotBeNull(Text);

    public JsonNode Error => Json["error"].ShouldNotBeNull(Text);

    public int ErrorCode => Error["code"]!.GetValue<int>();

    public string ToolText => Result["content"]![0]!["text"]!.GetValue<string>();

    public bool IsToolError => Result["isError"]?.GetValue<bool>() == true;

    /// <summary>The messages of an event stream, in order.</summary>
    public IReadOnlyList<JsonObject> Events =>
        [.. Text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line["data: ".Length..])!.AsObject())];
}

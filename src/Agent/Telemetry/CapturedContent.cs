using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Models;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Telemetry;

/// <summary>
/// Messages as attributes, in the conventions' own JSON. X-Ray refuses spans above 200 KB, so texts are cut and the
/// oldest messages are left out.
/// </summary>
internal static class CapturedContent
{
    private const int LongestText = 4_000;
    private const int MostText = 48_000;
    private const string Ellipsis = "…";

    private const string NotCaptured = "(not captured)";

    /// <summary>More than an answer of the model may be nested.</summary>
    private const int MaxDepth = 1000;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
    };

    public static string Cut(string text)
    {
        if (text.Length <= LongestText)
            return text;

        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..end] + Ellipsis;
    }

    public static string? Prompt(string? prompt) =>
        prompt is null ? null : Messages([new ChatMessage(ChatRole.User, prompt)]);

    public static string Instructions(string instructions) => Guard(() => new JsonArray(Text(instructions)));

    public static string Arguments(IDictionary<string, object?>? arguments) => Cut(Guard(() => ArgumentsNode(arguments)));

    public static string Messages(IEnumerable<ChatMessage> messages) => Guard(() => Newest(messages));

    public static string Answer(ModelAnswer answer) => Guard(() =>
    {
        var message = Message(answer.Message);
        message["finish_reason"] = answer.FinishReason?.Value;
        return new JsonArray(message);
    });

    private static JsonArray Newest(IEnumerable<ChatMessage> messages)
    {
        var newest = new List<JsonNode>();
        var length = 0;
        foreach (var message in messages.Reverse())
        {
            var node = Message(message);
            length += node.ToJsonString(Json).Length;
            if (length > MostText && newest.Count > 0)
                break;

            newest.Insert(0, node);
        }

        return new JsonArray([.. newest]);
    }

    private static JsonObject Message(ChatMessage message) => new()
    {
        ["role"] = message.Role.Value,
        ["parts"] = new JsonArray([.. message.Contents.Select(Part).OfType<JsonNode>()]),
    };

    private static JsonObject? Part(AIContent content) => content switch
    {
        TextContent text => Text(text.Text),
        FunctionCallContent call => new JsonObject
        {
            ["type"] = "tool_call",
            ["id"] = call.CallId,
            ["name"] = call.Name,
            ["arguments"] = ArgumentsNode(call.Arguments),
        },
        FunctionResultContent result => new JsonObject
        {
            ["type"] = "tool_call_response",
            ["id"] = result.CallId,
            ["response"] = Cut(result.Result?.ToString() ?? ""),
        },
        _ => null,
    };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["content"] = Cut(text) };

    private static JsonObject ArgumentsNode(IDictionary<string, object?>? arguments)
    {
        var node = new JsonObject();
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
            node[name] = value is JsonElement element ? CutNode(element) : Cut(value?.ToString() ?? "");

        return node;
    }

    private static JsonNode? CutNode(JsonElement element) =>
        element.ValueKind is JsonValueKind.Undefined ? null
        : element.GetRawText().Length > LongestText ? JsonValue.Create(Cut(element.GetRawText()))
        : JsonNode.Parse(element.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });

    // Whatever a model wrote: what cannot be shown must not fail the turn.
    private static string Guard(Func<JsonNode> capture)
    {
        try
        {
            return capture().ToJsonString(Json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return NotCaptured;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Conversations.Wire;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Reasoning), "reasoning")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Result), "result")]
internal abstract record ContentBody
{
    // Where the Bedrock connector keeps what the model has hidden of its reasoning.
    private const string RedactedContent = "RedactedContent";

    /// <summary>Null for a kind of content that no turn of ours holds.</summary>
    public static ContentBody? From(AIContent content) => content switch
    {
        TextContent text => new Text(text.Text),
        TextReasoningContent reasoning => new Reasoning(
            reasoning.Text, reasoning.ProtectedData, reasoning.AdditionalProperties?.GetValueOrDefault(RedactedContent) as byte[]),
        FunctionCallContent call => new Call(
            call.CallId, call.Name, call.Arguments?.ToDictionary(argument => argument.Key, argument => ToJson(argument.Value))),
        FunctionResultContent result => new Result(result.CallId, result.Result?.ToString() ?? ""),
        _ => null,
    };

    public abstract AIContent ToContent();

    private static JsonElement? ToJson(object? value) => value switch
    {
        null => null,
        JsonElement json => json,
        _ => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions),
    };

    internal sealed record Text([property: JsonPropertyName("text")] string Value) : ContentBody
    {
        public override AIContent ToContent() => new TextContent(Value);
    }

    /// <param name="Signature">By which the model knows its own words again.</param>
    /// <param name="Redacted">What only the model can read.</param>
    internal sealed record Reasoning([property: JsonPropertyName("text")] string Value, string? Signature, byte[]? Redacted)
        : ContentBody
    {
        public override AIContent ToContent() => new TextReasoningContent(Value)
        {
            ProtectedData = Signature,
            AdditionalProperties = Redacted is null ? null : new() { [RedactedContent] = Redacted },
        };
    }

    internal sealed record Call(string Id, string Name, IReadOnlyDictionary<string, JsonElement?>? Arguments) : ContentBody
    {
        public override AIContent ToContent() =>
            new FunctionCallContent(Id, Name, Arguments?.ToDictionary(argument => argument.Key, argument => (object?)argument.Value));
    }

    internal sealed record Result(string Id, string Output) : ContentBody
    {
        public override AIContent ToContent() => new FunctionResultContent(Id, Output);
    }
}

using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>One content as Bedrock's chat client can send it.</summary>
internal sealed class ContentRepair(bool areToolsOffered)
{
    // Under this key the chat client sends two forms of reasoning at once, which Converse refuses.
    private const string RedactedContent = "RedactedContent";

    private static readonly string[] Images = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    /// <summary>Null for what cannot be sent and says nothing.</summary>
    public AIContent? Mend(AIContent? content, ChatRole role) => content switch
    {
        TextContent text => Text(text, role),
        TextReasoningContent reasoning => role == ChatRole.Assistant && IsSigned(reasoning) ? reasoning : null,
        FunctionCallContent call => areToolsOffered ? Call(call) : ToldContent.Of(call),
        FunctionResultContent result => areToolsOffered ? Result(result) : ToldContent.Of(result),
        DataContent data => role != ChatRole.Assistant && IsImage(data) ? data : ToldContent.Of(data),
        UriContent link => ToldContent.Of(link),
        ErrorContent error => ToldContent.Of(error),
        _ => null,
    };

    private static TextContent? Text(TextContent text, ChatRole role)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
            return null;

        return role == ChatRole.Assistant && char.IsWhiteSpace(text.Text[^1])
            ? new TextContent(text.Text.TrimEnd()) { AdditionalProperties = text.AdditionalProperties }
            : text;
    }

    // A model takes back only what it knows for its own by the signature.
    private static bool IsSigned(TextReasoningContent reasoning) =>
        !string.IsNullOrEmpty(reasoning.ProtectedData)
        && reasoning.AdditionalProperties?.ContainsKey(RedactedContent) != true;

    private static bool IsImage(DataContent data) => Images.Contains(data.MediaType) && !data.Data.IsEmpty;

    private static FunctionCallContent Call(FunctionCallContent call)
    {
        if (SoundJson.TryMend(call.Arguments, out var arguments))
            return call;

        return new FunctionCallContent(call.CallId, call.Name, arguments)
        {
            AdditionalProperties = call.AdditionalProperties,
        };
    }

    private static FunctionResultContent Result(FunctionResultContent result) => SoundJson.IsSound(result.Result)
        ? result
        : new FunctionResultContent(result.CallId, SoundJson.Mend(result.Result))
        {
            AdditionalProperties = result.AdditionalProperties,
        };
}

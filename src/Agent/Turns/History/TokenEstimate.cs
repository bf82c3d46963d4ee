using System.Text;
using AgentStack.Agent.Conversations;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>
/// How many tokens a text takes in a request, guessed without a tokenizer and rather too high: one for every three bytes
/// of UTF-8 (so three letters of English, one character of Chinese), and a few for each block and its frame.
/// </summary>
internal static class TokenEstimate
{
    private const int BytesPerToken = 3;
    private const int TokensPerBlock = 8;

    // Models scale an image down to what about so many tokens hold.
    private const int TokensPerImage = 1600;

    public static long Of(ConversationTurn turn) => turn.History.Sum(message => message.Contents.Sum(Of));

    public static long Of(IEnumerable<ChatMessage> messages) => messages.Sum(message => message.Contents.Sum(Of));

    public static long Of(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    private static long Of(AIContent content) => TokensPerBlock + content switch
    {
        TextContent text => Of(text.Text),
        TextReasoningContent reasoning => Of(reasoning.Text) + Of(reasoning.ProtectedData ?? ""),
        FunctionCallContent call => Of(call.Name) + (call.Arguments ?? new Dictionary<string, object?>())
            .Sum(argument => Of(argument.Key) + Of(SoundJson.Text(argument.Value))),
        FunctionResultContent result => Of(SoundJson.Text(result.Result)),
        DataContent data when data.HasTopLevelMediaType("image") => TokensPerImage,
        DataContent data => Of(data.Uri),
        _ => 0,
    };
}

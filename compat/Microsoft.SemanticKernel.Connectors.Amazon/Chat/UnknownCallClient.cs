using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

/// <summary>
/// The part of the kernel's function-invoking layer that callers meet who only declare their tools: calls of declared
/// tools pass through, and an answer that calls nothing but unknown ones is answered here, and the model asked again.
/// </summary>
internal sealed class UnknownCallClient(IChatClient inner) : DelegatingChatClient(inner)
{
    private const int MaximumRounds = 128;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        List<ChatMessage> added = [];
        for (var round = 0; ; round++)
        {
            var response = await base.GetResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false);
            added.AddRange(response.Messages);
            if (Answer(response, options) is not { } results || round == MaximumRounds)
            {
                response.Messages = added;
                return response;
            }

            added.Add(results);
            conversation.AddRange([.. response.Messages, results]);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        for (var round = 0; ; round++)
        {
            List<ChatResponseUpdate> updates = [];
            await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false))
            {
                updates.Add(update);
                yield return update;
            }

            var response = updates.ToChatResponse();
            if (Answer(response, options) is not { } results || round == MaximumRounds)
            {
                yield break;
            }

            yield return new ChatResponseUpdate(ChatRole.Tool, results.Contents);
            conversation.AddRange([.. response.Messages, results]);
        }
    }

    /// <summary>Null when there is nothing to answer: no calls, or one that is the caller's to run.</summary>
    private static ChatMessage? Answer(ChatResponse response, ChatOptions? options)
    {
        List<FunctionCallContent> calls = [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
        var known = options?.Tools?.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        if (calls.Count == 0 || calls.Exists(call => known.Contains(call.Name)))
        {
            return null;
        }

        return new ChatMessage(
            ChatRole.Tool,
            [.. calls.Select(call => new FunctionResultContent(call.CallId, $"Error: Requested function \"{call.Name}\" not found."))]);
    }
}

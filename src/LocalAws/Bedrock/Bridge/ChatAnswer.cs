using System.Text;
using OpenAI.Chat;

namespace AgentStack.LocalAws.Bedrock.Bridge;

/// <summary>
/// Gathers a streamed chat completion. Tool calls wait for the end, since servers may interleave them and Bedrock's
/// content blocks follow one another; they get ids of our own, since some servers repeat or omit theirs.
/// </summary>
internal sealed class ChatAnswer(string requestBody)
{
    private readonly SortedDictionary<int, (string Name, StringBuilder Arguments)> _calls = [];
    private ChatFinishReason? _finish;
    private ChatTokenUsage? _usage;
    private int _characters;

    /// <summary>Takes an update in and returns its text.</summary>
    public string Add(StreamingChatCompletionUpdate update)
    {
        _finish = update.FinishReason ?? _finish;
        _usage = update.Usage ?? _usage;
        foreach (var call in update.ToolCallUpdates)
            Add(call);

        var text = string.Concat(update.ContentUpdate.Select(part => part.Text));
        _characters += text.Length;
        return text;
    }

    public IEnumerable<ModelEvent> Complete()
    {
        foreach (var (index, call) in _calls)
        {
            yield return new ModelEvent.ToolStart(ToolUseIds.Create(requestBody, index), call.Name);
            foreach (var input in ToolInputChunks.Split(call.Arguments.Length == 0 ? "{}" : call.Arguments.ToString()))
                yield return input;
        }

        yield return new ModelEvent.Stop(StopReason(), Usage());
    }

    private void Add(StreamingChatToolCallUpdate update)
    {
        if (!_calls.TryGetValue(update.Index, out var call))
            call = (update.FunctionName ?? "", new());

        // Some servers send no piece of arguments that is empty, others nothing but null.
        if (update.FunctionArgumentsUpdate is { } piece && !piece.ToMemory().IsEmpty)
            call.Arguments.Append(piece.ToString());

        _calls[update.Index] = call;
    }

    private string StopReason() => _finish switch
    {
        ChatFinishReason.Length => StopReasons.MaxTokens,
        ChatFinishReason.ContentFilter => StopReasons.ContentFiltered,
        _ when _calls.Count > 0 => StopReasons.ToolUse,
        _ => StopReasons.EndTurn,
    };

    private TokenCount Usage() => _usage is { } usage
        ? new(usage.InputTokenCount, usage.OutputTokenCount)
        : TokenCount.Estimate(requestBody.Length, _characters + _calls.Values.Sum(call => call.Arguments.Length));
}

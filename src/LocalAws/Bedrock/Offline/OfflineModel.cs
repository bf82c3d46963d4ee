using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A model with no weights: picks tools by words, fills arguments, quotes results, and says what it is.</summary>
internal sealed partial class OfflineModel(TimeSpan chunkDelay, TimeProvider clock) : IConverseModel
{
    public async IAsyncEnumerable<ModelEvent> RespondAsync(
        ConverseCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reply = OfflineAnswers.Reply(call);
        var room = call.Inference.MaxTokens is { } limit ? TokenCount.Characters(limit) : int.MaxValue;
        var reason = reply.Calls.Count > 0 ? StopReasons.ToolUse : StopReasons.EndTurn;
        var used = 0;
        foreach (var step in Events(call, reply))
        {
            await PauseAsync(cancellationToken);
            var fitting = Fit(step, room - used);
            used += Length(fitting);
            yield return fitting;
            if (Length(fitting) < Length(step))
            {
                reason = StopReasons.MaxTokens;
                break;
            }
        }

        yield return new ModelEvent.Stop(reason, TokenCount.Estimate(call.Body.Length, used));
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (chunkDelay > TimeSpan.Zero)
            await Task.Delay(chunkDelay, clock, cancellationToken);
        else
            await Task.Yield();

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static IEnumerable<ModelEvent> Events(ConverseCall call, OfflineReply reply)
    {
        foreach (Match words in Chunks().Matches(reply.Text))
            yield return new ModelEvent.Text(words.Value);

        for (var index = 0; index < reply.Calls.Count; index++)
        {
            var (name, input) = reply.Calls[index];
            yield return new ModelEvent.ToolStart(ToolUseIds.Create(call.Body, index), name);
            foreach (var piece in ToolInputChunks.Split(input.ToJsonString()))
                yield return piece;
        }
    }

    private static ModelEvent Fit(ModelEvent step, int room) => step switch
    {
        ModelEvent.Text text when text.Chunk.Length > room => new ModelEvent.Text(text.Chunk[..room]),
        ModelEvent.ToolInput input when input.Json.Length > room => new ModelEvent.ToolInput(input.Json[..room]),
        _ => step,
    };

    private static int Length(ModelEvent step) => step switch
    {
        ModelEvent.Text text => text.Chunk.Length,
        ModelEvent.ToolInput input => input.Json.Length,
        _ => 0,
    };

    // Two or three words an event: enough to see the stream.
    [GeneratedRegex(@"(?:\S+\s*){1,3}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Chunks();
}

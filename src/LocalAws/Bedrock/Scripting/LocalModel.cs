using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Scripting;

/// <summary>The model behind Converse: scripted replies first, each once, then the offline model or the bridge.</summary>
public sealed class LocalModel : IConverseModel
{
    private const int MostRequests = 1000;

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<ModelReply> _script = new();
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly IConverseModel _otherwise;
    private readonly TimeProvider _clock;

    internal LocalModel(IConverseModel otherwise, TimeProvider clock)
    {
        _otherwise = otherwise;
        _clock = clock;
    }

    /// <summary>The newest valid requests, a thousand at most, oldest first.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    /// <summary>How many scripted replies nobody has asked for yet.</summary>
    public int Pending => _script.Count;

    /// <summary>Adds replies to the script.</summary>
    public void Enqueue(params ReadOnlySpan<ModelReply> replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
    }

    IAsyncEnumerable<ModelEvent> IConverseModel.RespondAsync(ConverseCall call, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(call.Body);
        return Take(new(call.ModelId, body.RootElement.Clone())) is { } reply
            ? FollowAsync(reply, call, cancellationToken)
            : _otherwise.RespondAsync(call, cancellationToken);
    }

    // Who sees the request knows that its reply is taken, and the first request has the first reply.
    private ModelReply? Take(ModelRequest request)
    {
        lock (_gate)
        {
            _script.TryDequeue(out var reply);
            Remember(request);
            return reply;
        }
    }

    private void Remember(ModelRequest request)
    {
        _requests.Enqueue(request);
        if (_requests.Count > MostRequests)
            _requests.TryDequeue(out _);
    }

    private async IAsyncEnumerable<ModelEvent> FollowAsync(
        ModelReply reply,
        ConverseCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var characters = 0;
        try
        {
            for (var index = 0; index < reply.Steps.Count; index++)
            {
                foreach (var step in await PerformAsync(reply.Steps[index], ToolUseIds.Create(call.Body, index), cancellationToken))
                {
                    characters += step is ModelEvent.Text text ? text.Chunk.Length : 0;
                    characters += step is ModelEvent.ToolInput input ? input.Json.Length : 0;
                    yield return step;
                }
            }
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                reply.Abandon();
        }

        var called = reply.Steps.Any(step => step is ReplyStep.Call or ReplyStep.BeginCall);
        yield return new ModelEvent.Stop(
            reply.StopReason ?? (called ? StopReasons.ToolUse : StopReasons.EndTurn),
            TokenCount.Estimate(call.Body.Length, characters));
    }

    private async ValueTask<ModelEvent[]> PerformAsync(ReplyStep step, string freshId, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ReplyStep.Say say:
                return [new ModelEvent.Text(say.Chunk)];
            case ReplyStep.Call toolCall:
                return [new ModelEvent.ToolStart(toolCall.ToolUseId ?? freshId, toolCall.Name), .. ToolInputChunks.Split(toolCall.InputJson)];
            case ReplyStep.BeginCall begun:
                return [new ModelEvent.ToolStart(freshId, begun.Name)];
            case ReplyStep.Input input:
                return [new ModelEvent.ToolInput(input.Json)];
            case ReplyStep.Delay delay:
                await Task.Delay(delay.Duration, _clock, cancellationToken);
                return [];
            case ReplyStep.Gate gate:
                await gate.Opened.WaitAsync(cancellationToken);
                return [];
            case ReplyStep.Fail fail:
                throw new ConverseException(fail.Error);
            default:
                return [];
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentStack.Agent.Models;
using AgentStack.Agent.Turns;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Telemetry;
using AgentStack.Telemetry.Propagation;
using Microsoft.Extensions.AI;
using ToolOutcome = AgentStack.Agent.Tools.Results.ToolOutcome;

namespace AgentStack.Agent.Telemetry;

/// <summary>
/// What is seen of turns from outside: a span for the turn, in it one for each model call and each tool call, and the
/// metrics beside them. Who runs such a thing hands it over; nothing here changes what comes of it.
/// </summary>
internal sealed partial class AgentTelemetry
{
    private readonly ProcessTelemetry _process;
    private readonly ModelOptions _model;
    private readonly TimeProvider _clock;
    private readonly UpDownCounter<int> _activeTurns;
    private readonly Histogram<double> _turnDuration;
    private readonly Histogram<double> _chatDuration;
    private readonly Histogram<double> _firstChunk;
    private readonly Histogram<double> _toolDuration;
    private readonly Histogram<long> _tokens;
    private readonly Counter<double> _cost;

    public AgentTelemetry(ProcessTelemetry process, ModelOptions model, TimeProvider clock)
    {
        (_process, _model, _clock) = (process, model, clock);
        var meter = process.Meter;
        _activeTurns = meter.CreateUpDownCounter<int>("agentstack.turns.active", "{turn}", "Turns under way.");
        _turnDuration = Duration(meter, "gen_ai.invoke_agent.duration", "A turn, from prompt to answer.", Buckets.TurnSeconds);
        _chatDuration = Duration(meter, "gen_ai.client.operation.duration", "A model call.", Buckets.Seconds);
        _firstChunk = Duration(
            meter, "gen_ai.client.operation.time_to_first_chunk", "From a model call to the first piece of its answer.", Buckets.Seconds);
        _toolDuration = Duration(meter, "gen_ai.execute_tool.duration", "A tool call.", Buckets.Seconds);
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens of a model call.", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = Buckets.Tokens });
        _cost = meter.CreateCounter<double>("agentstack.cost", "{USD}", "What model calls cost, where the price is known.");
    }

    private string Agent => _process.Service;

    /// <param name="request">What is asked.</param>
    /// <param name="listener">Who hears the turn; what it hears is what the span tells.</param>
    /// <param name="run">Runs the turn, and throws only when the caller went away.</param>
    public async Task ObserveTurnAsync(TurnRequest request, ITurnListener listener, Func<ITurnListener, Task> run)
    {
        using var activity = StartTurn(request);
        var span = new TurnSpan(activity, listener);
        var start = _clock.GetTimestamp();
        _activeTurns.Add(1);
        try
        {
            await run(span);
        }
        catch (Exception)
        {
            span.Fail(Values.Cancelled);
            throw;
        }
        finally
        {
            _activeTurns.Add(-1);
            _turnDuration.Record(
                Elapsed(start), WithError(new TagList { { Tags.AgentName, Agent }, { Tags.RequestModel, _model.Id } }, span.ErrorType));
        }
    }

    /// <param name="messages">What the model is told.</param>
    /// <param name="listener">Who hears the answer.</param>
    /// <param name="ask">Asks, and tells the span when the first piece of the answer is there.</param>
    public async Task<ModelAnswer> ObserveChatAsync(
        IEnumerable<ChatMessage> messages, ITurnListener listener, Func<ChatSpan, Task<ModelAnswer>> ask)
    {
        using var activity = StartChat(messages);
        var start = _clock.GetTimestamp();
        var span = new ChatSpan(listener, () => FirstChunk(activity, Elapsed(start)));
        try
        {
            var answer = await ask(span);
            Tell(activity, answer);
            _chatDuration.Record(Elapsed(start), ChatTags());
            return answer;
        }
        catch (Exception e)
        {
            var errorType = ErrorType(e);
            Fail(activity, errorType);
            _chatDuration.Record(Elapsed(start), WithError(ChatTags(), errorType));
            throw;
        }
    }

    /// <param name="call">As the model wrote it.</param>
    /// <param name="tool">Null when there is no such tool.</param>
    /// <param name="run">Runs the call.</param>
    public async Task<ToolOutcome> ObserveToolAsync(FunctionCallContent call, RemoteTool? tool, Func<Task<ToolOutcome>> run)
    {
        using var activity = StartTool(call, tool);
        var start = _clock.GetTimestamp();
        var errorType = Values.Cancelled;
        try
        {
            var outcome = await run();
            errorType = outcome.IsError ? Values.ToolError : null;
            if (_process.CapturesContent)
                activity?.SetTag(Tags.ToolResult, CapturedContent.Cut(outcome.Text));

            return outcome;
        }
        finally
        {
            Fail(activity, errorType);
            var tags = new TagList
            {
                { Tags.ToolName, tool?.Name ?? Values.Other },
                { Tags.ToolType, Values.Function },
                { Tags.AgentName, Agent },
            };
            _toolDuration.Record(Elapsed(start), WithError(tags, errorType));
        }
    }

    // What waits for nobody's answer is sent on with the session's id, also where no span is recorded.
    private Activity? StartTurn(TurnRequest request)
    {
        Activity.Current?.SetTag(BaggageAttributes.SessionId, request.SessionId.Value);
        var activity = _process.Source.StartActivity($"{Operations.Turn} {Agent}", ActivityKind.Internal, parentContext: default, Common(Operations.Turn));
        (activity ?? Activity.Current)?.SetBaggage(BaggageAttributes.SessionId, request.SessionId.Value);
        return activity?
            .SetTag(BaggageAttributes.SessionId, request.SessionId.Value)
            .SetTag(Tags.Conversation, request.SessionId.Value)
            .SetTag(Tags.RequestId, request.RequestId)
            .SetTag(Tags.AgentName, Agent)
            .SetTag(ServiceType, ServiceTypeAgent)
            .SetTag(Tags.Temperature, _model.Temperature)
            .SetTag(Tags.MaxTokens, _model.MaxTokens)
            .SetTag(Tags.InputMessages, _process.CapturesContent ? CapturedContent.Prompt(request.Prompt) : null);
    }

    private Activity? StartChat(IEnumerable<ChatMessage> messages)
    {
        var activity = _process.Source.StartActivity($"{Operations.Chat} {_model.Id}", ActivityKind.Client, parentContext: default, Common(Operations.Chat));
        activity?
            .SetTag(Tags.Conversation, activity.GetBaggageItem(BaggageAttributes.SessionId))
            .SetTag(Tags.Temperature, _model.Temperature)
            .SetTag(Tags.MaxTokens, _model.MaxTokens)
            .SetTag(Tags.Stream, true);

        if (_process.CapturesContent)
        {
            activity?
                .SetTag(Tags.Instructions, CapturedContent.Instructions(_model.Instructions))
                .SetTag(Tags.InputMessages, CapturedContent.Messages(messages));
        }

        return activity;
    }

    private Activity? StartTool(FunctionCallContent call, RemoteTool? tool)
    {
        var name = tool is null ? Operations.Tool : $"{Operations.Tool} {tool.Name}";
        var activity = _process.Source.StartActivity(name)?
            .SetTag(Tags.Operation, Operations.Tool)
            .SetTag(Tags.ToolName, tool?.Name ?? Values.Other)
            .SetTag(Tags.ToolType, Values.Function)
            .SetTag(Tags.ToolCallId, call.CallId)
            .SetTag(Tags.ToolServer, tool?.Server);

        if (_process.CapturesContent)
            activity?.SetTag(Tags.ToolArguments, CapturedContent.Arguments(call.Arguments));

        return activity;
    }

    private KeyValuePair<string, object?>[] Common(string operation) =>
    [
        new(Tags.Operation, operation),
        new(Tags.Provider, Values.Bedrock),
        new(Tags.System, Values.Bedrock),
        new(Tags.RequestModel, _model.Id),
    ];

    private void FirstChunk(Activity? activity, double seconds)
    {
        activity?.SetTag(Tags.FirstChunk, seconds);
        _firstChunk.Record(seconds, ChatTags());
    }

    private void Tell(Activity? activity, ModelAnswer answer)
    {
        Tell(activity, answer.Usage);
        activity?.SetTag(Tags.FinishReasons, new[] { answer.FinishReason?.Value ?? "" });
        if (_process.CapturesContent)
            activity?.SetTag(Tags.OutputMessages, CapturedContent.Answer(answer));

        var usage = answer.Usage;
        _tokens.Record(Input(usage), WithType(Values.Input));
        _tokens.Record(usage.OutputTokens, WithType(Values.Output));
        if (usage.CostUsd is { } cost)
            _cost.Add((double)cost, ChatTags());
    }

    private static void Tell(Activity? activity, ModelUsage usage) => activity?
        .SetTag(Tags.InputTokens, Input(usage))
        .SetTag(Tags.OutputTokens, usage.OutputTokens)
        .SetTag(Tags.CacheReadTokens, usage.CacheReadTokens)
        .SetTag(Tags.CacheWriteTokens, usage.CacheWriteTokens)
        .SetTag(Tags.Cost, usage.CostUsd is { } cost ? (double)cost : null);

    private static long Input(ModelUsage usage) => usage.InputTokens + usage.CacheReadTokens + usage.CacheWriteTokens;

    private static void Fail(Activity? activity, string? errorType)
    {
        if (errorType is not null)
            activity?.SetTag(Tags.ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
    }

    private string ErrorType(Exception failure) => failure switch
    {
        TurnException known => known.ErrorType,
        OperationCanceledException => Values.Cancelled,
        _ => ModelFailures.Translate(failure, _model.Id)?.ErrorType ?? TurnException.Internal,
    };

    private TagList ChatTags() => new()
    {
        { Tags.Operation, Operations.Chat },
        { Tags.Provider, Values.Bedrock },
        { Tags.RequestModel, _model.Id },
    };

    private TagList WithType(string type)
    {
        var tags = ChatTags();
        tags.Add(Tags.TokenType, type);
        return tags;
    }

    private static TagList WithError(TagList tags, string? errorType)
    {
        if (errorType is not null)
            tags.Add(Tags.ErrorType, errorType);

        return tags;
    }

    private double Elapsed(long start) => _clock.GetElapsedTime(start).TotalSeconds;

    private static Histogram<double> Duration(Meter meter, string name, string description, double[] buckets) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}

using System.Runtime.ExceptionServices;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;
using Polly;
using Polly.Retry;

namespace AgentStack.Agent.Models.Calls;

/// <summary>Asks again when the model did not begin to answer: after a pause that grows and is never quite the same.</summary>
internal sealed partial class ModelRetries
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>Of a pause that the service asks for: all who were refused together would come again together.</summary>
    private const double MostJitter = 0.25;

    private static readonly ResiliencePropertyKey<ITurnListener> Listener = new("listener");

    private readonly ResiliencePipeline _pipeline;
    private readonly ILogger _logger;

    public ModelRetries(ModelOptions options, TimeProvider clock, ILogger<ModelRetries> logger)
    {
        _logger = logger;
        _pipeline = options.MaxAttempts == 1
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(Strategy(options)).Build();
    }

    /// <param name="attemptAsync">One attempt; throws <see cref="TransientFailure"/> where another may do better.</param>
    /// <param name="listener">Hears of each pause.</param>
    /// <param name="cancellationToken">Ends a pause too: the turn's deadline bounds all attempts together.</param>
    public async Task<ModelAnswer> RunAsync(
        Func<CancellationToken, Task<ModelAnswer>> attemptAsync, ITurnListener listener, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Listener, listener);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, attemptAsync) => await attemptAsync(context.CancellationToken), context, attemptAsync);
        }
        catch (TransientFailure failure)
        {
            // A turn that ended in a pause ended for its own reason.
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failure.Cause);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private RetryStrategyOptions Strategy(ModelOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        Delay = FirstPause,
        MaxDelay = LongestPause,
        UseJitter = true,
        ShouldHandle = static args =>
            ValueTask.FromResult(args.Outcome.Exception is TransientFailure failure && !(failure.RetryAfter > LongestPause)),
        DelayGenerator = static args => ValueTask.FromResult(Pause((args.Outcome.Exception as TransientFailure)?.RetryAfter)),
        OnRetry = OnRetryAsync,
    };

    /// <summary>Null where the service asks for none: then Polly chooses, whose jitter spares what is given here.</summary>
    private static TimeSpan? Pause(TimeSpan? asked) => asked is { } pause
        ? (pause < FirstPause ? FirstPause : pause) * (1 + (MostJitter * Random.Shared.NextDouble()))
        : null;

    private async ValueTask OnRetryAsync(OnRetryArguments<object> args)
    {
        var failure = (TransientFailure)args.Outcome.Exception!;
        var next = args.AttemptNumber + 2;
        Log.Retrying(_logger, next, args.RetryDelay.TotalMilliseconds, failure.Reason, ModelFailures.Reason(failure.Cause));
        var listener = args.Context.Properties.GetValue(Listener, null!);
        await listener.OnEventAsync(
            new RetryEvent(next, (long)args.RetryDelay.TotalMilliseconds, failure.Reason), args.Context.CancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(7000, LogLevel.Warning, "Attempt {Attempt} to reach the model in {DelayMs:0} ms ({Reason}: {Cause})")]
        public static partial void Retrying(ILogger logger, int attempt, double delayMs, string reason, string cause);
    }
}

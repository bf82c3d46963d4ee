using System.Runtime.CompilerServices;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.EventStreams;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models.Calls;

/// <summary>One call of the model, watched: it ends when its turn does, and when the model has been silent for too long.</summary>
internal sealed class ModelCall : IDisposable
{
    private static readonly AsyncLocal<ModelCall?> Ambient = new();

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end;
    private readonly ITimer _silence;
    private readonly ModelOptions _options;
    private bool _isWaiting;
    private bool _isComplete;
    private bool _isOver;

    private ModelCall(ModelOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        _options = options;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _silence = clock.CreateTimer(
            static call => ((ModelCall)call!).Stall(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The call of this flow of control: how those below the chat client know it.</summary>
    public static ModelCall? Current => Ambient.Value;

    public CancellationToken Token => _end.Token;

    /// <summary>The model has begun to answer, if only with the arguments of a tool call, of which nothing shows yet.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Something of the answer was handed on: it cannot be asked for again.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>The model was silent for too long, and the call was ended for it.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Begins a call; what is sent from here on, in this flow of control, belongs to it.</summary>
    public static ModelCall Begin(ModelOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        Ambient.Value = new ModelCall(options, clock, cancellationToken);

    /// <summary>Hands on what comes. Only the model is timed, not the one who reads.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(
        IAsyncEnumerable<ChatResponseUpdate> updates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Wait();
        try
        {
            await foreach (var update in updates.WithCancellation(cancellationToken))
            {
                HasContent |= HasAnswered |= update.Contents.Any(content => content is not UsageContent);
                if (HasContent)
                    Rest();

                yield return update;
                Wait();
            }

            _isComplete = true;
        }
        finally
        {
            Rest();
        }
    }

    /// <summary>Listens to the stream itself: what a tool call's arguments are made of is no update until they are whole.</summary>
    public void Watch(ConverseStreamOutput stream) => stream.EventReceived += (_, received) => Hear(received.EventStreamEvent);

    /// <summary>An event of the stream: the model is alive.</summary>
    public void Hear(IEventStreamEvent received)
    {
        HasContent |= received is ContentBlockStartEvent or ContentBlockDeltaEvent;
        lock (_gate)
        {
            if (_isWaiting && HasContent)
                _silence.Change(_options.StallTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _isWaiting = false;
        }

        if (!_isComplete)
            _end.Cancel();

        _silence.Dispose();
        _end.Dispose();
    }

    private void Wait()
    {
        lock (_gate)
        {
            // The time for the first token runs once, whatever else comes before it.
            if (!_isOver && (!_isWaiting || HasContent))
                _silence.Change(HasContent ? _options.StallTimeout : _options.FirstTokenTimeout, Timeout.InfiniteTimeSpan);

            _isWaiting = !_isOver;
        }
    }

    private void Rest()
    {
        lock (_gate)
        {
            _isWaiting = false;
            _silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    // On the timer's thread, where an exception would end the process: the gate keeps what is cancelled from being
    // disposed of meanwhile, and what is called for it runs, and may fail, elsewhere.
    private void Stall()
    {
        lock (_gate)
        {
            if (!_isWaiting)
                return;

            IsStalled = true;
            _ = _end.CancelAsync();
        }
    }
}

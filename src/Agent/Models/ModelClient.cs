using AgentStack.Agent.Models.Calls;
using AgentStack.Agent.Models.Guardrails;
using AgentStack.Agent.Models.Prices;
using AgentStack.Agent.Telemetry;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models;

/// <summary>
/// Asks the model, as it is configured, and hands on its words as they come. The client is made for the first turn: an
/// AWS setting that is missing is that turn's failure, and does not keep the process from answering /ping.
/// </summary>
internal sealed class ModelClient(
    Lazy<IChatClient> chat, ModelOptions options, ModelRetries retries, ModelCosts costs, AgentTelemetry telemetry, TimeProvider clock)
{
    /// <param name="messages">A history that Converse takes.</param>
    /// <param name="tools">What the model may call; only declared, so that it is the caller who runs them.</param>
    /// <param name="listener">Hears each piece of text, and what else happens on the way.</param>
    /// <param name="cancellationToken">Ends the call at Bedrock too.</param>
    /// <exception cref="TurnException">There was no answer, or it broke off; what was said of it has been heard.</exception>
    public Task<ModelAnswer> AskAsync(
        IEnumerable<ChatMessage> messages, IList<AITool> tools, ITurnListener listener, CancellationToken cancellationToken) =>
        telemetry.ObserveChatAsync(messages, listener, span => AskWithRetriesAsync(messages, tools, span, cancellationToken));

    private async Task<ModelAnswer> AskWithRetriesAsync(
        IEnumerable<ChatMessage> messages,
        IList<AITool> tools,
        ChatSpan listener,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await retries.RunAsync(token => AttemptAsync(messages, tools, listener, token), listener, cancellationToken);
            return answer with { Usage = costs.Price(answer.Usage) };
        }
        catch (Exception e) when (e is not TurnException && !cancellationToken.IsCancellationRequested)
        {
            if (ModelFailures.Translate(e, options.Id) is not { } failure)
                throw;

            throw failure;
        }
    }

    private async Task<ModelAnswer> AttemptAsync(
        IEnumerable<ChatMessage> messages, IList<AITool> tools, ChatSpan listener, CancellationToken cancellationToken)
    {
        using var call = ModelCall.Begin(options, clock, cancellationToken);
        try
        {
            return await ReadAsync(call, messages, tools, listener, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !call.HasAnswered && IsTransient(call, e))
        {
            var cause = call.IsStalled ? Stalled(e) : e;
            throw new TransientFailure(cause, Named(cause));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && call.IsStalled)
        {
            throw Stalled(e);
        }
    }

    private async Task<ModelAnswer> ReadAsync(
        ModelCall call,
        IEnumerable<ChatMessage> messages,
        IList<AITool> tools,
        ChatSpan listener,
        CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        var stream = chat.Value.GetStreamingResponseAsync(messages, CreateOptions(tools), call.Token);
        await foreach (var update in call.ReadAsync(stream, call.Token))
        {
            listener.Begin();

            // Below us a call of an unknown tool is answered and the model asked again; both are the caller's.
            if (update.Contents.Any(content => content is FunctionResultContent))
                break;

            updates.Add(update);
            if (update.Text is { Length: > 0 } text)
                await listener.OnEventAsync(new TextEvent(text), cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var guardrail = GuardrailOutcome.Read(updates);
        var answer = ModelAnswer.From(updates, guardrail);

        // A connection that is lost in mid-stream can look like the stream's end; only the stop reason tells.
        if (answer.FinishReason is null)
            throw BrokenOff();

        if (guardrail.Event is { } intervention)
            await listener.OnEventAsync(intervention, cancellationToken);

        return answer;
    }

    private static bool IsTransient(ModelCall call, Exception failure) =>
        call.IsStalled || ModelFailures.IsTransient(failure) || failure is TurnException { ErrorType: ModelFailures.Failed };

    private string Named(Exception cause) =>
        (cause as TurnException ?? ModelFailures.Translate(cause, options.Id))?.ErrorType ?? ModelFailures.Failed;

    private static TurnException BrokenOff() =>
        new(ModelFailures.Failed, "The model's answer broke off. Try again in a moment.");

    private TurnException Stalled(Exception cause) => new(
        "model_stalled",
        $"The model {options.Id} went silent, and the call was ended (Model:FirstTokenTimeout, Model:StallTimeout)."
        + " Try again in a moment.",
        cause);

    private ChatOptions CreateOptions(IList<AITool> tools) => new()
    {
        Instructions = options.Instructions,
        Temperature = options.Temperature,
        MaxOutputTokens = options.MaxTokens,
        Tools = tools,
    };
}

using System.Runtime.CompilerServices;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A model behind the guardrail that a request names: nothing gets to it, or out of it, unseen.</summary>
internal sealed class GuardedModel(IConverseModel inner, GuardrailBook guardrails) : IConverseModel
{
    public IAsyncEnumerable<ModelEvent> RespondAsync(ConverseCall call, CancellationToken cancellationToken)
    {
        if (call.Guardrail is not { } settings)
            return inner.RespondAsync(call, cancellationToken);

        // Bedrock does not tell a wrong id from a wrong version.
        return guardrails.Find(settings.Identifier, settings.Version) is { } rules
            ? RespondAsync(call, rules, settings, cancellationToken)
            : throw new ConverseException(BedrockErrors.Create(
                BedrockErrors.Validation,
                "The guardrail identifier or version provided in the request does not exist."));
    }

    private async IAsyncEnumerable<ModelEvent> RespondAsync(
        ConverseCall call,
        GuardrailRules rules,
        GuardrailSettings settings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var trace = new GuardrailTrace(rules.Policy);
        var (guarded, verdict) = GuardedInput.Assess(call, rules);
        trace.AddInput(verdict, guarded.Messages.Sum(message => message.Text.Length));
        if (verdict.IsBlocked)
        {
            yield return new ModelEvent.Text(rules.Policy.BlockedInputMessage);
            yield return Stop(new(StopReasons.GuardrailIntervened, new TokenCount(0, 0)), settings, trace);
            yield break;
        }

        var output = new GuardedOutput(rules, trace, settings.IsAsync);
        await foreach (var step in inner.RespondAsync(guarded, cancellationToken))
        {
            foreach (var passed in output.Next(step))
                yield return passed is ModelEvent.Stop stop ? Stop(stop, settings, trace) : passed;

            if (!output.IsBlocked)
                continue;

            yield return Stop(
                new(StopReasons.GuardrailIntervened, TokenCount.Estimate(call.Body.Length, output.Characters)), settings, trace);
            yield break;
        }
    }

    private static ModelEvent.Stop Stop(ModelEvent.Stop stop, GuardrailSettings settings, GuardrailTrace trace) =>
        settings.IsTraced ? stop with { Trace = trace.ToJson() } : stop;
}

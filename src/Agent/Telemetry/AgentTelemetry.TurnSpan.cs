using System.Diagnostics;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Telemetry;

/// <content>What a turn's span learns of it: the events that its caller hears.</content>
internal sealed partial class AgentTelemetry
{
    private sealed class TurnSpan(Activity? activity, ITurnListener listener) : ITurnListener
    {
        public string? ErrorType { get; private set; }

        public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
        {
            Note(turnEvent);
            return listener.OnEventAsync(turnEvent, cancellationToken);
        }

        public void Fail(string errorType)
        {
            ErrorType = errorType;
            AgentTelemetry.Fail(activity, errorType);
        }

        private void Note(TurnEvent turnEvent)
        {
            switch (turnEvent)
            {
                case UsageEvent { Usage: var usage }:
                    Tell(activity, usage);
                    activity?.SetTag(Tags.ModelCalls, usage.ModelCalls);
                    break;
                case DoneEvent done:
                    activity?.SetTag(Tags.FinishReasons, new[] { done.StopReason });
                    break;
                case ApprovalEvent:
                    activity?.SetTag(Tags.FinishReasons, new[] { Values.Approval });
                    break;
                case ErrorEvent error:
                    Fail(error.ErrorType);
                    break;
                case RetryEvent retry:
                    Add("retry", new() { ["agentstack.retry.attempt"] = retry.Attempt, [Tags.ErrorType] = retry.Reason });
                    break;
                case GuardrailEvent guardrail:
                    Add("guardrail", new() { ["agentstack.guardrail.action"] = guardrail.Action });
                    break;
                case WarningEvent { Code: { } code }:
                    Add("warning", new() { ["agentstack.warning.code"] = code });
                    break;
            }
        }

        private void Add(string name, ActivityTagsCollection tags) => activity?.AddEvent(new ActivityEvent(name, tags: tags));
    }
}

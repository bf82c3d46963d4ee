using System.Text;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Turns;

/// <summary>Gathers a turn's events, for those who want them when it is over; passes them on, if there is who hears them.</summary>
internal sealed class TurnRecord(ITurnListener? next = null) : ITurnListener
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, ToolCallEvent> _calls = [];
    private readonly List<CalledTool> _tools = [];
    private readonly List<TurnWarning> _warnings = [];

    public DoneEvent? Done { get; private set; }

    public UsageEvent? Usage { get; private set; }

    public ApprovalEvent? Approval { get; private set; }

    public ErrorEvent? Failure { get; private set; }

    public bool DidSomething => _text.Length > 0 || _calls.Count > 0;

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        switch (turnEvent)
        {
            case TextEvent text:
                _text.Append(text.Text);
                break;
            case ToolCallEvent call:
                _calls[call.Id] = call;
                break;
            case ToolResultEvent result when _calls.TryGetValue(result.Id, out var call):
                _tools.Add(new CalledTool(call.Tool, call.Server, call.Arguments, result.Output, result.IsError));
                break;
            case WarningEvent warning:
                _warnings.Add(new TurnWarning(warning.Message, warning.Code));
                break;
            case UsageEvent usage:
                Usage = usage;
                break;
            case ApprovalEvent approval:
                Approval = approval;
                break;
            case DoneEvent done:
                Done = done;
                break;
            case ErrorEvent failure:
                Failure = failure;
                break;
        }

        return next?.OnEventAsync(turnEvent, cancellationToken) ?? Task.CompletedTask;
    }

    /// <summary>What waits, once: the turn goes on after it.</summary>
    public ApprovalEvent? TakeApproval()
    {
        var approval = Approval;
        Approval = null;
        return approval;
    }

    public TurnReply ToReply(TurnRequest request) => new()
    {
        Result = Failure is null || DidSomething ? _text.ToString() : null,
        Error = Failure?.Error,
        ErrorType = Failure?.ErrorType,
        SessionId = request.SessionId.Value,
        RequestId = request.RequestId,
        StopReason = Done?.StopReason ?? (Approval is null ? null : TurnEnd.Approval),
        ToolCalls = _tools,
        Warnings = _warnings,
        Approvals = Approval?.Calls,
        Usage = Usage?.Usage,
        SessionCostUsd = Usage?.SessionCostUsd,
    };
}

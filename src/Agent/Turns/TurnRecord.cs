using System.Text;

namespace AgentStack.Agent.Turns;

/// <summary>Gathers a turn's events, for those who want them when it is over.</summary>
internal sealed class TurnRecord : ITurnListener
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, ToolCallEvent> _calls = [];
    private readonly List<CalledTool> _tools = [];
    private readonly List<string> _warnings = [];

    public DoneEvent? Done { get; private set; }

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
                _warnings.Add(warning.Message);
                break;
            case DoneEvent done:
                Done = done;
                break;
            case ErrorEvent failure:
                Failure = failure;
                break;
        }

        return Task.CompletedTask;
    }

    public TurnReply ToReply(TurnRequest request) => new()
    {
        Result = Failure is null || DidSomething ? _text.ToString() : null,
        Error = Failure?.Error,
        ErrorType = Failure?.ErrorType,
        SessionId = request.SessionId.Value,
        RequestId = request.RequestId,
        StopReason = Done?.StopReason,
        ToolCalls = _tools,
        Warnings = _warnings,
        Usage = Done?.Usage,
    };
}

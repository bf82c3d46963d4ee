using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Invocations;

/// <summary>One JSON object when the turn has ended.</summary>
internal sealed class JsonAnswer(HttpResponse response) : ITurnAnswer
{
    private readonly TurnRecord _record = new();

    public Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken) =>
        _record.OnEventAsync(turnEvent, cancellationToken);

    // A failed turn that did nothing is a 500. One that said or did something is told whole, in a body that reaches the
    // caller: AgentCore hides the body of every error status.
    public Task EndAsync(TurnRequest request, CancellationToken cancellationToken) =>
        response.WriteJsonAsync(
            _record is { Failure: not null, DidSomething: false }
                ? StatusCodes.Status500InternalServerError
                : StatusCodes.Status200OK,
            _record.ToReply(request),
            TurnJson.Wire.TurnReply);
}

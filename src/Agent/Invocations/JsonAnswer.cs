using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Invocations;

/// <summary>One JSON object when the turn has ended.</summary>
internal sealed class JsonAnswer(HttpResponse response) : ITurnAnswer
{
    /// <summary>What only the session's turns could tell: that the request made no sense.</summary>
    private static readonly string[] CallersFault = ["nothing_to_approve", "unknown_approval"];

    private readonly TurnRecord _record = new();

    // A failed turn that did nothing is an error. One that said or did something is told whole, in a body that reaches
    // the caller: AgentCore hides the body of every error status.
    private int Status => _record switch
    {
        { Failure: null } or { DidSomething: true } => StatusCodes.Status200OK,
        { Failure: { } failure } when CallersFault.Contains(failure.ErrorType) => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    public Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken) =>
        _record.OnEventAsync(turnEvent, cancellationToken);

    public Task EndAsync(TurnRequest request, CancellationToken cancellationToken) =>
        response.WriteJsonAsync(Status, _record.ToReply(request), TurnJson.Wire.TurnReply);
}

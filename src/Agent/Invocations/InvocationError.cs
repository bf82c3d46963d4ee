namespace AgentStack.Agent.Invocations;

/// <summary>The body of an answer 400, in the shape of AWS's own SDK.</summary>
internal sealed record InvocationError(string Error, string Details);

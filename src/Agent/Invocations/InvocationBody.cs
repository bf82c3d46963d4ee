namespace AgentStack.Agent.Invocations;

/// <summary>What a caller asked for, or why the request makes no sense.</summary>
internal sealed record InvocationBody
{
    private InvocationBody()
    {
    }

    public string Prompt { get; private init; } = "";

    /// <summary>The body said <c>"stream": true</c>.</summary>
    public bool WantsStream { get; private init; }

    public InvocationError? Error { get; private init; }

    public static InvocationBody Asked(string prompt, bool wantsStream) => new() { Prompt = prompt, WantsStream = wantsStream };

    public static InvocationBody Refused(string error, string details) => new() { Error = new InvocationError(error, details) };
}

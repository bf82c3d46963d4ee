namespace AgentStack.Agent.Invocations;

/// <summary>What a caller asked for, or why the request makes no sense.</summary>
internal sealed record InvocationBody
{
    /// <summary>Blank when the caller only decides on calls.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>The body said <c>"stream": true</c>.</summary>
    public bool WantsStream { get; init; }

    /// <summary>The body said <c>"cancel": true</c>; it means something on a socket only.</summary>
    public bool WantsCancel { get; init; }

    /// <summary>Ids of calls that the caller approves.</summary>
    public IReadOnlyList<string> Approve { get; init; } = [];

    /// <summary>Ids of calls that the caller denies.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    public bool AsksNothing => Prompt.Length == 0 && Approve.Count == 0 && Deny.Count == 0;

    public InvocationError? Error { get; private init; }

    public static InvocationBody NoPrompt { get; } = Refused(
        "No prompt", "Send a JSON object with a non-blank string \"prompt\" (or \"input\" or \"message\"), or a JSON string.");

    public static InvocationBody Refused(string error, string details) => new() { Error = new InvocationError(error, details) };
}

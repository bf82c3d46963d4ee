namespace AgentStack.RemoteMcp.Connections;

/// <summary>What a failure says of the server.</summary>
internal enum FailureKind
{
    /// <summary>It is there and answers: the failure is this request's alone.</summary>
    Answered,

    /// <summary>This request had no answer in time: whether the server or its tool is slow is not known.</summary>
    Late,

    /// <summary>It is not there, does not answer, or answers that it is broken.</summary>
    Down,

    /// <summary>It asks to be left alone for a while.</summary>
    Throttled,

    /// <summary>It does not take this process's credentials.</summary>
    Refused,
}

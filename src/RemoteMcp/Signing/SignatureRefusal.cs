namespace AgentStack.RemoteMcp.Signing;

/// <summary>What AWS found wrong with a signature. The request was not run.</summary>
internal enum SignatureRefusal
{
    /// <summary>Nothing: the answer has another reason.</summary>
    None,

    /// <summary>It does not match, or its time is too far off.</summary>
    Mismatch,

    /// <summary>The session credentials have expired.</summary>
    Expired,

    /// <summary>The access key is unknown.</summary>
    UnknownKey,
}

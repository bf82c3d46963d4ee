namespace AgentStack.RemoteMcp.Walk;

/// <summary>What a server, or what stands before it, answered to a first request.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The JSON-RPC error in the body, if there is one.</param>
public sealed record DoorAnswer(Uri Address, int Status, int? Code)
{
    /// <summary>Null: the request got through to the server.</summary>
    public RemoteMcpException? Refusal { get; init; }

    /// <summary>The media type of what was answered with success and cannot be MCP, such as <c>text/html</c>; null where it may be.</summary>
    public string? ForeignType { get; init; }

    public DoorClue Clue { get; init; }

    /// <summary>Whether the refusal asks for a bearer token.</summary>
    public bool WantsToken { get; init; }

    /// <summary>Where a refusal says that it is told whose tokens are taken.</summary>
    public Uri? ResourceMetadata { get; init; }

    /// <summary>The status that counts: AgentCore puts some of them into a JSON-RPC error under a 200.</summary>
    public int Meaning => Code switch
    {
        -32001 => 401,
        -32002 => 403,
        -32003 => 429,
        -32004 => 404,
        -32010 => 424,
        -32011 => 406,
        _ => Status,
    };
}

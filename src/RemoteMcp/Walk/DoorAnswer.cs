using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>What a server, or what stands before it, answered to a first request.</summary>
/// <param name="Address">Where it was asked, as it may be shown.</param>
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

    /// <summary>Whether <see cref="ResourceMetadata"/> is an address that no request is sent to.</summary>
    public bool IsMetadataUnfollowed => ResourceMetadata is { } address && !ProtectedResource.IsFollowed(address, Address);

    /// <summary>The status that counts: AgentCore puts some of them into a JSON-RPC error under a 200.</summary>
    public int Meaning => IsAgentCore && AgentCoreErrors.StatusOf(Code) is { } meant ? meant : Status;

    internal bool IsAgentCore { get; init; }
}

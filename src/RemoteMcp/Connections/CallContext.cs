using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// What goes with a call besides its arguments. Who listens is told in the server's order, before the answer, and must not
/// block.
/// </summary>
public sealed record CallContext
{
    public static CallContext None { get; } = new();

    /// <summary>
    /// The caller's headers, all of them: only those that the server's <see cref="RemoteServerOptions.PassHeaders"/> names
    /// are sent on.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The caller's <c>_meta</c>, which is sent on but for <c>progressToken</c> and what the protocol itself says there
    /// (<c>io.modelcontextprotocol/…</c>): those are this connection's own. Its <c>logLevel</c> is sent on with
    /// <see cref="LogMessages"/>, to servers that want one.
    /// </summary>
    public JsonObject? Meta { get; init; }

    /// <summary>Told of the progress that the server reports while the call runs.</summary>
    public IProgress<ToolProgress>? Progress { get; init; }

    /// <summary>The same as the server says it, with fields that this client does not know and without the token.</summary>
    public IProgress<JsonObject>? RawProgress { get; init; }

    /// <summary>
    /// Told of the log messages (<c>notifications/message</c>) that the server sends on the stream that answers the call. What
    /// it sends elsewhere, as a process does, says not whose it is and reaches nobody.
    /// </summary>
    public IProgress<JsonObject>? LogMessages { get; init; }

    /// <summary>
    /// What the caller can be asked for while the call runs (2026-07-28): then a result that asks for it
    /// (<c>input_required</c>) is the answer. Null: nobody is there to ask, and the call ends with an error that says so.
    /// </summary>
    public JsonObject? ClientCapabilities { get; init; }

    /// <summary>
    /// How long a call waits for a server that is away or left alone, as long as nothing of it was sent. None: it fails with
    /// the first attempt.
    /// </summary>
    public TimeSpan Patience { get; init; }

    internal bool HearsProgress => Progress is not null || RawProgress is not null;
}

using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>A request of MCP as it is to reach a server, for those who pass on what others ask.</summary>
/// <param name="Method">Such as <c>tools/call</c>, <c>prompts/get</c> or <c>resources/read</c>.</param>
/// <param name="Parameters">
/// Its <c>params</c>. They belong to the request from now on, which writes their <c>_meta</c>: what stands there is lost
/// (<see cref="CallContext.Meta"/> is what is sent).
/// </param>
public sealed record RemoteRequest(string Method, JsonObject Parameters)
{
    /// <summary>The tool, prompt or resource that is meant, for messages; taken from the parameters where it is not given.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether it can be sent again when it may have run already.</summary>
    public bool IsRepeatable { get; init; }

    public CallContext Context { get; init; } = CallContext.None;

    /// <summary>A server that asks for input by an error is answered for by a result that says so, as models can read it.</summary>
    internal bool DeclinesInput { get; init; }

    /// <summary>What the server will run, whatever messages call it.</summary>
    internal string Tool => Text("name") ?? "";

    internal string? About => Subject ?? Text("name") ?? Text("uri");

    private string? Text(string name) =>
        Parameters[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

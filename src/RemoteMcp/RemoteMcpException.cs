using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp;

/// <summary>
/// A remote MCP server could not be reached or used. The message names the server, the step, the address, what happened
/// and what to check. It holds no secret, no token and nothing of what an upstream wrote, so it may be shown to a user.
/// </summary>
public sealed class RemoteMcpException(
    string server, ConnectionStep step, string address, string problem, string remedy, Exception? inner = null)
    : Exception($"MCP server '{server}': {Words(step)} at {address} failed: {problem} {remedy}", inner)
{
    public string Server { get; } = server;

    public ConnectionStep Step { get; } = step;

    public string Address { get; } = address;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;

    /// <summary>Whether the server has run what it was asked to: false where nothing reached it, null where nobody can know.</summary>
    public bool? HasRun { get; init; } = step.IsCall() ? null : false;

    /// <summary>For machines: the issuer's error or the HTTP status, from a list that is known; null for all else.</summary>
    internal string? Code { get; init; }

    /// <summary>What it says of the server, where that was found out from an answer of the server itself.</summary>
    internal FailureKind? Kind { get; init; }

    /// <summary>The server is this process itself, or has it behind it.</summary>
    internal bool LeadsBack { get; init; }

    /// <summary>Nobody was asked: the server is left alone for now.</summary>
    internal bool IsOnHold { get; init; }

    /// <summary>The server's own error, which is an answer to those who want it as it is.</summary>
    internal RemoteError? Answer { get; init; }

    /// <summary>The same, where several servers waited for what one of them began.</summary>
    internal RemoteMcpException For(string server) => Copy(server, HasRun);

    /// <summary>The same of a call that was sent before, and may have run then.</summary>
    internal RemoteMcpException AfterOneThatWasSent() => Copy(Server, hasRun: null);

    /// <summary>The same with what is more likely to help.</summary>
    internal RemoteMcpException WithRemedy(string first) => Copy(Server, HasRun, $"{first} {Remedy}");

    private RemoteMcpException Copy(string server, bool? hasRun, string? remedy = null) =>
        new(server, Step, Address, Problem, remedy ?? Remedy, InnerException)
        {
            Code = Code,
            Kind = Kind,
            IsOnHold = IsOnHold,
            LeadsBack = LeadsBack,
            Answer = Answer,
            HasRun = hasRun,
        };

    private static string Words(ConnectionStep step) => step switch
    {
        ConnectionStep.Parameters => "reading the SSM parameters",
        ConnectionStep.Discovery => "reading the discovery document",
        ConnectionStep.Token => "fetching a token",
        ConnectionStep.Connect => "connecting",
        ConnectionStep.ListTools => "listing the tools",
        ConnectionStep.GetPrompt => "getting the prompt",
        ConnectionStep.ReadResource => "reading the resource",
        ConnectionStep.Request => "a request",
        _ => "calling the tool",
    };
}

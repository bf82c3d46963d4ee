using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.JsonRpc;

namespace AgentStack.McpServer.Logging;

/// <summary>What the line about a request says besides its status; only words of ours, none that the caller sent.</summary>
internal sealed class RequestSummary
{
    public string? Method { get; set; }

    public string? Tool { get; set; }

    public string? Prompt { get; set; }

    /// <summary>The first part of a resource's address, with its colon; the rest may say whose it is.</summary>
    public string? ResourceScheme { get; set; }

    /// <summary>What the request was about, as this server names it.</summary>
    public string? Target => Tool ?? Prompt ?? ResourceScheme;

    public string? ClientId { get; set; }

    public string? Outcome { get; private set; }

    public static RequestSummary Of(HttpContext context)
    {
        if (context.Features.Get<RequestSummary>() is { } known)
            return known;

        var summary = new RequestSummary();
        context.Features.Set(summary);
        return summary;
    }

    public void Tell(string outcome) => Outcome = outcome;

    /// <summary>Of a request that came to no method; unless whoever refused it has said more.</summary>
    public void TellRefusal(RpcError error) => Outcome ??= error.Code.ToString();

    public void Tell(McpResult result) => Outcome = result switch
    {
        { Error: { } error } => error.Code.ToString(),
        { IsToolError: true } => "ToolError",
        _ => "Ok",
    };
}

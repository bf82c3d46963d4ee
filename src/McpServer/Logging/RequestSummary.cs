using AgentStack.McpServer.Protocol;

namespace AgentStack.McpServer.Logging;

/// <summary>What the line about a request says besides its status; only words of ours, none that the caller sent.</summary>
internal sealed class RequestSummary
{
    public string? Method { get; set; }

    public string? Tool { get; set; }

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

    public void Tell(McpResult result) => Outcome = result switch
    {
        { Error: { } error } => error.Code.ToString(),
        { IsToolError: true } => "ToolError",
        _ => "Ok",
    };
}

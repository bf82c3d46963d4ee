using AgentStack.McpServer.Access;
using AgentStack.McpServer.Tools;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>GET /status: what the status tool says, for programs that may call it.</summary>
internal sealed class StatusEndpoint(StatusReport report, ToolRefusal refusal)
{
    public const string Path = "/status";

    public Task HandleAsync(HttpContext context)
    {
        if (refusal.Check(context, StatusTool.Name) is not { } refused)
            return context.Response.WriteAsJsonAsync(report.Now(context.User), ToolRegistration.Json, context.RequestAborted);

        context.Response.StatusCode = refused.Status;
        return context.Response.WriteAsJsonAsync(
            new AccessDenied(AccessWire.InsufficientScope, refused.Message),
            AccessJson.Default.AccessDenied,
            cancellationToken: context.RequestAborted);
    }
}

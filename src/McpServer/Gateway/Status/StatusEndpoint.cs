using AgentStack.McpServer.Tools;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>GET /status: the same for programs.</summary>
internal sealed class StatusEndpoint(StatusReport report)
{
    public const string Path = "/status";

    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(report.Now(), ToolRegistration.Json, context.RequestAborted);
}

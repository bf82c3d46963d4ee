using AgentStack.McpServer.Protocol;
using AgentStack.McpServer.Protocol.Methods;

namespace AgentStack.McpServer.Gateway.Audit;

/// <summary>Calls of tools, with a line about each while the audit log is on.</summary>
internal sealed class AuditedCalls(CallToolMethod calls, AuditLog log, GatewaySettings settings) : IMcpMethod
{
    public string Name => calls.Name;

    public bool IsIn(string version) => calls.IsIn(version);

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) => settings.Current.Audit
        ? log.ObserveAsync(request, () => calls.InvokeAsync(request, cancellationToken), cancellationToken)
        : calls.InvokeAsync(request, cancellationToken);
}

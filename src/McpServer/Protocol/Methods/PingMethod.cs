using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

internal sealed class PingMethod : IMcpMethod
{
    public string Name => RequestMethods.Ping;

    public bool IsIn(string version) => version != ProtocolVersions.Modern;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(new PingResult());
}

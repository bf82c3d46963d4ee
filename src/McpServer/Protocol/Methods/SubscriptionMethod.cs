using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>
/// Subscribes to a resource or ends that, before 2026-07-28. It is answered and forgotten: the capability is not
/// offered, and there is no stream on which such a client could be told anything.
/// </summary>
internal sealed class SubscriptionMethod(string name) : IMcpMethod
{
    public string Name => name;

    public bool IsIn(string version) => version != ProtocolVersions.Modern;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(request.Message.TextParam("uri") is null
            ? RpcError.InvalidParams("\"uri\" must be a string")
            : new EmptyResult());
}

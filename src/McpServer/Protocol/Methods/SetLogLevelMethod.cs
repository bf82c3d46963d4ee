using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>The log level of a session, which clients of old set unasked. It is answered and forgotten.</summary>
internal sealed class SetLogLevelMethod : IMcpMethod
{
    public string Name => RequestMethods.LoggingSetLevel;

    public bool IsIn(string version) => version != ProtocolVersions.Modern;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<McpResult>(CallLog.Read(request.Message.TextParam("level")) is null
            ? RpcError.InvalidParams("\"level\" must be one of debug, info, notice, warning, error, critical, alert, emergency")
            : new EmptyResult());
}

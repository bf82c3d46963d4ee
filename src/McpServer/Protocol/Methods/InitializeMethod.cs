using AgentStack.McpServer.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Protocol.Methods;

/// <summary>The handshake of the revisions before 2026-07-28. It is answered and forgotten.</summary>
internal sealed class InitializeMethod : IMcpMethod
{
    public string Name => RequestMethods.Initialize;

    public bool IsIn(string version) => version != ProtocolVersions.Modern;

    public ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Answer(request.Message.TextParam("protocolVersion")));

    private static McpResult Answer(string? version)
    {
        if (version is null)
            return RpcError.InvalidParams("\"protocolVersion\" must be a string");

        return new InitializeResult
        {
            ProtocolVersion = ProtocolVersions.Negotiate(version),
            Capabilities = ServerDescription.Capabilities(),
            ServerInfo = ServerDescription.Info,
        };
    }
}

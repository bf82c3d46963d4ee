using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>One call that has found its runtime.</summary>
/// <param name="Context">The caller's request and the answer to it.</param>
/// <param name="Runtime">The runtime that is called.</param>
/// <param name="JsonRpcId">The id of the JSON-RPC request, as JSON; <c>null</c> where there is none.</param>
internal sealed record Invocation(HttpContext Context, LocalRuntime Runtime, string JsonRpcId)
{
    public bool IsMcp => Runtime.Protocol is RuntimeProtocol.Mcp;

    public CancellationToken Aborted => Context.RequestAborted;
}

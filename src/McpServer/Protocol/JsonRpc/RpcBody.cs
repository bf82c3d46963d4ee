using System.Text.Json;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>A request body as JSON, or why it is none. Whoever has it gives it back: what it takes counts until then.</summary>
internal sealed record RpcBody(JsonDocument? Json, RpcError? Problem, ByteShare? Share = null) : IDisposable
{
    /// <summary>Whether it takes a share of <see cref="BodyBudget"/>.</summary>
    public bool IsLarge => Share is not null;

    public void Dispose()
    {
        Json?.Dispose();
        Share?.Dispose();
    }
}

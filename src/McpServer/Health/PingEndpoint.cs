namespace AgentStack.McpServer.Health;

/// <summary>GET /ping, open to everybody: the process is there. It asks nobody, so it is as quick as the process.</summary>
internal sealed class PingEndpoint(TimeProvider clock)
{
    public const string Path = "/ping";

    private readonly long _startedAt = clock.GetUtcNow().ToUnixTimeSeconds();

    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new PingAnswer("Healthy", _startedAt), PingJson.Default.PingAnswer);
}

using AgentStack.LocalAws;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>One redis, one AWS stand-in, one MCP server in any mood, and as many agents as a test starts.</summary>
internal sealed class SeveralAgents : IAsyncDisposable
{
    private readonly RedisServer _redis;
    private readonly List<AgentProcess> _agents = [];

    private SeveralAgents(RedisServer redis, LocalAwsServer aws, FakeMcpServer mcp)
    {
        _redis = redis;
        Aws = aws;
        Mcp = mcp;
    }

    public LocalAwsServer Aws { get; }

    public FakeMcpServer Mcp { get; }

    public static async Task<SeveralAgents> StartAsync()
    {
        var redis = await RedisServer.StartAsync();
        return new SeveralAgents(redis, await LocalAwsServer.StartAsync(new LocalAwsOptions()), await FakeMcpServer.StartAsync());
    }

    public async Task<AgentProcess> AddAsync(params (string Name, string Value)[] environment)
    {
        (string, string)[] settings =
        [
            ("Conversations__Redis", _redis.Address), ("McpServers__tools__Auth", "None"), ("McpServers__tools__Url", Mcp.Url.AbsoluteUri),
        ];
        var agent = await AgentProcess.StartAsync(Aws, [.. settings, .. environment]);
        _agents.Add(agent);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
            await agent.DisposeAsync();

        await Mcp.DisposeAsync();
        await Aws.DisposeAsync();
        await _redis.DisposeAsync();
    }
}

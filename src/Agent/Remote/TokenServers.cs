using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;

namespace AgentStack.Agent.Remote;

/// <summary>The MCP servers that are sent a token.</summary>
internal static class TokenServers
{
    /// <param name="servers">All that are configured.</param>
    /// <param name="name">Null for the only one that there is.</param>
    /// <param name="otherwise">What could be set in the place of a server.</param>
    /// <exception cref="SettingsException">There is none, or none of that name, or more than one to choose from.</exception>
    public static RemoteMcpServer Choose(RemoteMcpServers servers, string? name, string? otherwise = null)
    {
        var candidates = servers.All.Where(server => server.Walk.SendsToken).ToList();
        if (name is not null)
        {
            return candidates.Find(server => server.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"--server \"{name}\" is no MCP server that is sent a token; {Names(candidates)}");
        }

        if (candidates.Count == 1)
            return candidates[0];

        var machines = candidates.Where(server => server.Options.Auth == RemoteServerAuth.M2M).ToList();
        if (machines.Count == 1)
            return machines[0];

        var choice = otherwise is null ? "pass --server" : $"pass --server, or set {otherwise}";
        throw new UsageException($"nothing says whose token is meant: {choice}; {Names(candidates)}");
    }

    private static string Names(List<RemoteMcpServer> candidates) => candidates.Count == 0
        ? "McpServers configures none with Auth M2M, Bearer or UserPassword"
        : $"there are {string.Join(", ", candidates.Select(server => server.Name))}";
}

using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp;

/// <summary>The section <c>McpServers</c>: one subsection a server.</summary>
public sealed record RemoteServerSettings(IReadOnlyDictionary<string, RemoteServerOptions> Servers)
{
    /// <summary>Reads the section; a value that does not fit its setting is one of the <see cref="Problems"/>.</summary>
    public static RemoteServerSettings Read(IConfiguration configuration)
    {
        var servers = new SortedDictionary<string, RemoteServerOptions>(StringComparer.OrdinalIgnoreCase);
        var unreadable = new List<string>();
        foreach (var section in configuration.GetSection(RemoteServerOptions.Section).GetChildren())
        {
            try
            {
                servers[section.Key] = section.Get<RemoteServerOptions>() ?? new RemoteServerOptions();
            }
            catch (InvalidOperationException e)
            {
                unreadable.Add($"{section.Path} cannot be read: {e.Message}");
            }
        }

        return new RemoteServerSettings(servers) { Unreadable = unreadable };
    }

    /// <summary>All that is wrong with the settings, each with its key and a remedy; empty when all is well.</summary>
    public IReadOnlyList<string> Problems =>
        [.. Unreadable, .. Servers.SelectMany(server => RemoteServerOptionsRules.Problems(server.Key, server.Value))];

    private IReadOnlyList<string> Unreadable { get; init; } = [];
}

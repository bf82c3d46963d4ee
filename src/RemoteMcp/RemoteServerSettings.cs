using System.Text.RegularExpressions;
using AgentStack.Settings;

namespace AgentStack.RemoteMcp;

/// <summary>The section <c>McpServers</c>: one subsection a server, by any name.</summary>
public sealed partial record RemoteServerSettings(IReadOnlyDictionary<string, RemoteServerOptions> Servers)
{
    public const string Section = "McpServers";

    public static RemoteServerSettings Read(SettingsReader reader)
    {
        var servers = new SortedDictionary<string, RemoteServerOptions>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in reader.Names(Section))
        {
            if (!NameShape().IsMatch(name))
                reader.AddProblem($"{Section}:{name}", "is no name for a server: take 1 to 32 letters, digits, '-' or '_'");

            var options = reader.Read<RemoteServerOptions>(Key(name), options => options.Problems());
            options.Tools = reader.Read<RemoteToolOptions>($"{Key(name)}:{nameof(options.Tools)}", _ => []);
            servers[name] = options;
        }

        return new RemoteServerSettings(servers);
    }

    public static string Key(string server) => $"{Section}:{server}";

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();
}

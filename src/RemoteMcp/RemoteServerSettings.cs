using System.Text.RegularExpressions;
using AgentStack.Settings;

namespace AgentStack.RemoteMcp;

/// <summary>A section with one subsection a remote MCP server, by any name: <c>McpServers</c> for an agent.</summary>
public sealed partial record RemoteServerSettings(IReadOnlyDictionary<string, RemoteServerOptions> Servers)
{
    public const string Section = "McpServers";

    /// <param name="reader">Told of all that is wrong.</param>
    /// <param name="section">Where the servers are; it is what messages name.</param>
    /// <param name="otherKeys">Keys of a server that somebody else reads.</param>
    public static RemoteServerSettings Read(SettingsReader reader, string section = Section, params IReadOnlyList<string> otherKeys) =>
        new(ReadServers<RemoteServerOptions>(reader, section, otherKeys));

    /// <summary>The same, where a server has settings besides.</summary>
    public static IReadOnlyDictionary<string, T> ReadServers<T>(
        SettingsReader reader, string section, params IReadOnlyList<string> otherKeys)
        where T : RemoteServerOptions, new()
    {
        ArgumentNullException.ThrowIfNull(reader);
        var servers = new SortedDictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in reader.Names(section))
        {
            var key = $"{section}:{name}";
            if (!NameShape().IsMatch(name))
                reader.AddProblem(key, "is no name for a server: take 1 to 32 letters, digits, '-' or '_'");

            var options = reader.Read<T>(key, options => options.In(section).Problems(), otherKeys);
            options.Tools = reader.Read<RemoteToolOptions>($"{key}:{nameof(options.Tools)}", _ => []);
            servers[name] = options;
        }

        return servers;
    }

    /// <summary>The section of an agent's server.</summary>
    public static string Key(string server) => $"{Section}:{server}";

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();
}

using System.Text.RegularExpressions;
using AgentStack.Settings;

namespace AgentStack.RemoteMcp;

/// <summary>The section <c>McpServers</c>: one subsection a server, by any name.</summary>
public sealed partial record RemoteServerSettings(IReadOnlyDictionary<string, RemoteServerOptions> Servers)
{
    public const string Section = "McpServers";

    /// <summary>No servers, where they are made one by one.</summary>
    public static RemoteServerSettings None { get; } = new(new Dictionary<string, RemoteServerOptions>());

    public static RemoteServerSettings Read(SettingsReader reader) => new(ReadServers<RemoteServerOptions>(reader, Section));

    /// <summary>The servers of a section that has one subsection a server.</summary>
    public static IReadOnlyDictionary<string, T> ReadServers<T>(SettingsReader reader, string section)
        where T : RemoteServerOptions, new()
    {
        var servers = new SortedDictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in reader.Names(section))
        {
            var key = $"{section}:{name}";
            if (!NameShape().IsMatch(name))
                reader.AddProblem(key, "is no name for a server: take 1 to 32 letters, digits, '-' or '_'");

            var options = reader.Read<T>(key, options => options.Problems());
            options.Tools = reader.Read<RemoteToolOptions>($"{key}:{nameof(options.Tools)}", _ => []);
            servers[name] = options;
        }

        return servers;
    }

    public static string Key(string server) => $"{Section}:{server}";

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();
}

using System.Globalization;
using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.Agent.Tests.Tools;

/// <summary>Nineteen MCP servers beside the stage's own, of which five are broken, each in its own way.</summary>
internal sealed class TwentyServers : IAsyncDisposable
{
    /// <summary>How many work, that of the stage included.</summary>
    public const int Good = 15;

    public const string Hung = "hung";

    private const string Gone = "gone";

    private readonly ScriptedHost _host;
    private readonly Gate _closed;
    private readonly Dictionary<string, ScriptedServer> _servers = new(StringComparer.Ordinal);

    private TwentyServers(ScriptedHost host)
    {
        (_host, _closed) = (host, new Gate(host.Root));
        foreach (var name in Enumerable.Range(1, Good - 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"good{n}")).Concat(Broken.Keys))
        {
            _servers[name] = _host.Add();
            if (Broken.TryGetValue(name, out var broken))
                _servers[name].Break(broken.Fault, ScriptedStep.Start);
        }
    }

    /// <summary>Those that do not work, how, and what shall be said of them.</summary>
    public static IReadOnlyDictionary<string, (ScriptedFault Fault, string Failure)> Broken { get; } =
        new Dictionary<string, (ScriptedFault Fault, string Failure)>(StringComparer.Ordinal)
        {
            [Hung] = (ScriptedFault.Hang, "No answer within 5 s."),
            ["locked"] = (ScriptedFault.Unauthorized, "(401)"),
            ["crashed"] = (ScriptedFault.InternalError, "The server failed (HTTP 500)."),
            ["lying"] = (ScriptedFault.Html, "The answer was not MCP."),
            [Gone] = (ScriptedFault.None, "It could not be reached (ConnectionRefused)."),
        };

    /// <summary>The time that the one that hangs has for a step on the way to it; the others have more, and need none.</summary>
    public static TimeSpan SlowestLimit { get; } = TimeSpan.FromSeconds(5);

    public IEnumerable<string> GoodNames => _servers.Keys.Except(Broken.Keys);

    public bool IsHanging => _servers[Hung].Hanging > 0;

    public IEnumerable<(string Key, string Value)> Settings => _servers.SelectMany(server => new[]
    {
        ($"McpServers:{server.Key}:Auth", "None"),
        ($"McpServers:{server.Key}:ConnectTimeout", server.Key == Hung ? SlowestLimit.ToString() : "00:10:00"),
        ($"McpServers:{server.Key}:Url", (server.Key == Gone ? _closed.Before(server.Value.Url) : server.Value.Url).AbsoluteUri),
    });

    public static async Task<TwentyServers> StartAsync() => new(await ScriptedHost.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _closed.Dispose();
    }
}

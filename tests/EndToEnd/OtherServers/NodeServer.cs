using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests.OtherServers;

/// <summary>A server of the folder OtherServers, in a Node process of its own on a free loopback port.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private const string Bound = "bound ";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "EndToEnd", "OtherServers");
    private readonly Subprocess _process;

    private NodeServer(Subprocess process) => _process = process;

    public Uri Url => new(new Uri(_process.Output.Split('\n').First(line => line.StartsWith(Bound, StringComparison.Ordinal))[Bound.Length..]), "/mcp");

    /// <summary>The reference server of the MCP project; it issues session ids.</summary>
    public static Task<NodeServer> StartEverythingAsync() =>
        StartAsync("node_modules/@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp");

    /// <summary>Skips the test where Node or the packages are not there.</summary>
    public static async Task<NodeServer> StartAsync(string script, params string[] arguments)
    {
        await Subprocess.SkipUnlessItRunsAsync("node", ["--version"]);
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules")), "the packages are not there: run npm ci in tests/EndToEnd/OtherServers.");
        var process = Subprocess.Start(
            "node",
            ["--import", Path.Combine(Folder, "loopback.mjs"), "--import", Path.Combine(Folder, "standing-clock.mjs"), Path.Combine(Folder, script), .. arguments],
            new Dictionary<string, string> { ["PORT"] = "0" });
        await process.WaitForTextAsync(Bound);
        return new NodeServer(process);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

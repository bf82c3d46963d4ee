using System.Text.Json;
using AgentStack.DevStack;
using AgentStack.LocalAws;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>Agent and MCP server as the images start them, each a process of its own, on a stand-in for AWS.</summary>
internal sealed class OwnProcesses : IAsyncDisposable
{
    private OwnProcesses(LocalAwsServer aws, Seed seed, Subprocess mcpServer, Subprocess agent, Uri address)
    {
        (Aws, Seed, McpServer, Agent) = (aws, seed, mcpServer, agent);
        // Nothing of this process shall be in the trace.
        Http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = address };
    }

    public LocalAwsServer Aws { get; }

    public Seed Seed { get; }

    public Subprocess McpServer { get; }

    public Subprocess Agent { get; }

    public HttpClient Http { get; }

    /// <param name="environment">For both.</param>
    public static async Task<OwnProcesses> StartAsync(params (string Name, string Value)[] environment)
    {
        var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions());
        var seed = new Seed(aws);
        seed.AddClient();
        seed.AddParameters();
        var variables = aws.Environment.ToDictionary(variable => variable.Key, variable => variable.Value);
        foreach (var (name, value) in environment)
            variables[name] = value;

        var mcpServer = Start("AgentStack.McpServer", seed.McpServerSettings(port: 0), variables);
        aws.Runtimes.Add(seed.McpRuntime(await AddressAsync(mcpServer)));
        var agent = Start("AgentStack.Agent", new() { ["urls"] = "http://127.0.0.1:0", ["McpServers:tools:Auth"] = "M2M" }, variables);
        return new OwnProcesses(aws, seed, mcpServer, agent, await AddressAsync(agent));
    }

    /// <summary>Ends both as the platform does, and waits for it.</summary>
    public async Task StopAsync()
    {
        foreach (var process in (Subprocess[])[Agent, McpServer])
        {
            await process.SignalAsync("TERM");
            (await process.WaitForExitAsync()).ExitCode.ShouldBe(0, process.Error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Agent.DisposeAsync();
        await McpServer.DisposeAsync();
        await Aws.DisposeAsync();
    }

    /// <param name="assembly">One of our own programs.</param>
    /// <param name="settings">Its configuration; goes before the environment.</param>
    /// <param name="environment">The rest of it.</param>
    public static Subprocess Start(string assembly, Dictionary<string, string?> settings, Dictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment);
        foreach (var (key, value) in settings)
            all[key.Replace(":", "__", StringComparison.Ordinal)] = value ?? "";

        return Subprocess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")], all);
    }

    /// <summary>Where it listens, by its log.</summary>
    public static async Task<Uri> AddressAsync(Subprocess process)
    {
        await process.WaitForTextAsync("Now listening on");
        var line = process.Error.Split('\n').First(line => line.Contains("Now listening on", StringComparison.Ordinal));
        return new Uri(JsonElement.Parse(line).GetProperty("values").GetProperty("address").GetString()!);
    }
}

using System.Diagnostics;
using AgentStack.DevStack;
using AgentStack.LocalAws;
using AgentStack.McpServer;

namespace AgentStack.Load;

/// <summary>The AWS stand-in and the MCP server in this process, the agent in one of its own.</summary>
internal sealed class MeasuredStack : IAsyncDisposable
{
    private readonly LocalAwsServer _aws;
    private readonly WebApplication _mcpServer;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];

    private MeasuredStack(LocalAwsServer aws, WebApplication mcpServer, Process agent)
    {
        _aws = aws;
        _mcpServer = mcpServer;
        AgentProcess = agent;
        agent.OutputDataReceived += (_, line) => Hear(line.Data);
        agent.ErrorDataReceived += (_, line) => Hear(line.Data);
        agent.BeginOutputReadLine();
        agent.BeginErrorReadLine();
    }

    public Process AgentProcess { get; }

    public Uri Agent { get; private set; } = null!;

    /// <summary>Its warnings and errors.</summary>
    public IReadOnlyList<string> AgentLog => _log;

    public static async Task<MeasuredStack> StartAsync(TimeSpan chunkDelay, CancellationToken cancellationToken)
    {
        var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions { ChunkDelay = chunkDelay }, cancellationToken);
        var seed = new Seed(aws);
        seed.AddClient();
        var mcpServer = McpServerApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(seed.McpServerSettings(port: 0));
            builder.LeaveSignalsAlone();
            builder.Logging.ClearProviders();
        });
        await mcpServer.StartAsync(cancellationToken);
        aws.Runtimes.Add(seed.McpRuntime(new Uri(mcpServer.Urls.First())));
        seed.AddParameters();

        var stack = new MeasuredStack(aws, mcpServer, StartAgent(aws));
        stack.Agent = await stack._listening.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        return stack;
    }

    public async ValueTask DisposeAsync()
    {
        AgentProcess.Kill();
        await AgentProcess.WaitForExitAsync();
        AgentProcess.Dispose();
        await _mcpServer.DisposeAsync();
        await _aws.DisposeAsync();
    }

    private static Process StartAgent(LocalAwsServer aws)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AgentStack.Agent.dll"), "serve"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Seed.AgentSettings(aws, port: 0))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__AgentStack"] = "Warning";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        return Process.Start(start)!;
    }

    private void Hear(string? line)
    {
        const string Listening = "Now listening on: ";
        if (line is null)
            return;

        lock (_log)
        {
            _log.Add(line);
        }

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
            _listening.TrySetResult(new Uri(line[(start + Listening.Length)..].Trim()));
    }
}

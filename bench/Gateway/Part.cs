using System.Diagnostics;
using System.Globalization;

namespace AgentStack.GatewayBench;

/// <summary>A server in a process of its own, which says where it listens.</summary>
internal sealed class Part : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Part(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <param name="assembly">One of our own programs.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Its configuration. It logs what goes wrong, not each request.</param>
    public static Part Start(string assembly, string[] arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        settings["Logging:LogLevel:Default"] = nameof(LogLevel.Warning);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        return new Part(Process.Start(start)!);
    }

    /// <summary>The server that this one stands in front of is named by the key.</summary>
    public static async Task<Part> StartGatewayAsync(Dictionary<string, Part> upstreams)
    {
        var settings = new Dictionary<string, string> { ["urls"] = Loopback(0), ["Gateway:OwnTools"] = "false" };
        foreach (var (name, upstream) in upstreams)
        {
            settings[$"Gateway:Upstreams:{name}:Url"] = new Uri(await upstream.AddressAsync(), "/mcp").AbsoluteUri;
            settings[$"Gateway:Upstreams:{name}:Auth"] = "None";
        }

        return Start("AgentStack.McpServer", [], settings);
    }

    public Task<Uri> AddressAsync() => _listening.Task.WaitAsync(StartTimeout);

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        const string Listening = "Now listening on: ";
        if (line?.IndexOf(Listening, StringComparison.Ordinal) is not (>= 0 and var start))
            return;

        var address = line[(start + Listening.Length)..];
        var end = address.IndexOfAny(['"', ' ']);
        _listening.TrySetResult(new Uri(end < 0 ? address : address[..end]));
    }
}

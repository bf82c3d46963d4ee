using System.Globalization;
using Xunit;

namespace AgentStack.Tests.Shared;

/// <summary>A real redis-server on a free loopback port with a folder of its own. It ends with the tests, however they end.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    // The shell's input ends when the test process does; then, or when it is closed, the server is killed.
    private const string Guard = """
        "$@" < /dev/null & server=$!
        echo "server $server"
        read -r end
        kill -s KILL $server; wait $server
        """;

    private readonly string[] _arguments;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentstack-redis-");
    private Subprocess? _process;

    private RedisServer(string[] arguments) => _arguments = arguments;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public int Port { get; } = FreePort.Next();

    public string Address => $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Skips the test where there is no redis-server.</summary>
    /// <param name="arguments">More of its command line, such as <c>--requirepass x</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        Assert.SkipUnless(IsInstalled, "redis-server is not on this machine; Debian has it as the package redis-server.");
        var server = new RedisServer(arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>With what it has written to its disk.</summary>
    public async Task StartAgainAsync()
    {
        string[] command =
        [
            "redis-server", "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.FullName,
            "--save", "", "--appendonly", "yes", "--daemonize", "no", "--logfile", "", .. _arguments,
        ];
        _process = Subprocess.Start("sh", ["-c", Guard, "sh", .. command]);
        await _process.WaitForTextAsync("Ready to accept connections");
    }

    /// <summary>As if its machine had lost power.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        await _process.FinishAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>It keeps its port and its connections, and answers nothing.</summary>
    public Task HangAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    /// <summary>Runs a command by redis-cli and gives what it prints.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        var result = await Subprocess.RunAsync("redis-cli", ["-p", Port.ToString(CultureInfo.InvariantCulture), .. command]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        var id = _process!.Output.Split('\n').First(line => line.StartsWith("server ", StringComparison.Ordinal))["server ".Length..].Trim();
        Assert.Equal(0, (await Subprocess.RunAsync("kill", ["-s", signal, id])).ExitCode);
    }
}

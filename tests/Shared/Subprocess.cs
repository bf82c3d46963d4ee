using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace AgentStack.Tests.Shared;

/// <summary>A process that a test starts, reads, writes to and ends. It inherits no AWS or telemetry settings.</summary>
public sealed class Subprocess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private Subprocess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public string Output => Read(_output);

    public string Error => Read(_error);

    public TextWriter Input => _process.StandardInput;

    public bool HasExited => _process.HasExited;

    /// <exception cref="Win32Exception">There is no such command.</exception>
    public static Subprocess Start(
        string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (file, words) = IgnoredSignals.Restore(command, arguments);
        var start = new ProcessStartInfo(file, words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);

        start.Environment["NO_PROXY"] = "*";

        // What a person keeps on this desk is not for tests.
        start.Environment["XDG_DATA_HOME"] = Path.Combine(Path.GetTempPath(), $"agentstack-tests-{Environment.ProcessId}");
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        return new Subprocess(Process.Start(start)!);
    }

    /// <summary>One of our own programs, from where the build has put it beside the tests.</summary>
    public static Subprocess StartOurs(string assembly, params IEnumerable<string> arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. arguments]);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<SubprocessResult> RunAsync(
        string command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string input = "")
    {
        await using var process = Start(command, arguments, environment);
        return await process.FinishAsync(input);
    }

    /// <summary>Skips the test, with the reason, where the command is not there or does not work.</summary>
    public static async Task SkipUnlessItRunsAsync(
        string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        try
        {
            var result = await RunAsync(command, arguments, environment);
            Assert.SkipWhen(
                result.ExitCode != 0, $"{command} does not do here what this test needs: {result.Error.Trim().Split('\n')[^1]}");
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{command} is not on this machine.");
        }
    }

    /// <summary>Gives it its last input and waits for its end.</summary>
    public async Task<SubprocessResult> FinishAsync(string input = "")
    {
        await Input.WriteAsync(input);
        Input.Close();
        return await WaitForExitAsync();
    }

    public async Task<SubprocessResult> WaitForExitAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new SubprocessResult(_process.ExitCode, Output, Error);
    }

    /// <summary>Waits until it has written a text, to either stream.</summary>
    public async Task WaitForTextAsync(string text)
    {
        await Eventually.TrueAsync(
            () => HasExited || Output.Contains(text, StringComparison.Ordinal) || Error.Contains(text, StringComparison.Ordinal),
            $"\"{text}\" from the process");
        if (HasExited && !Output.Contains(text, StringComparison.Ordinal) && !Error.Contains(text, StringComparison.Ordinal))
            Assert.Fail($"The process ended with {_process.ExitCode} before it wrote \"{text}\":\n{Output}\n{Error}");
    }

    /// <summary>Sends it a signal, such as INT or TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(0, (await RunAsync("kill", ["-s", signal, id])).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null)
            return;

        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

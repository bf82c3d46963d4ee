using System.ComponentModel;
using System.Diagnostics;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>The process of a server that is spoken to by its standard input and output, for as long as one connection.</summary>
internal sealed partial class ChildServer : IAsyncDisposable
{
    private const int NoSuchFile = 2;
    private const int NoPermission = 13;

    /// <summary>From the end of its output to that of the process, and from the end of its input to being killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly string _server;
    private readonly Process _process;
    private readonly ChildOutput _output;
    private readonly LastWords _lastWords = new();
    private readonly ILogger _logger;
    private int _isClosed;

    private ChildServer(string server, Process process, RemoteServerOptions options, PendingRequests pending, TimeProvider clock, ILogger logger)
    {
        (_server, _process, _logger) = (server, process, logger);
        _output = new ChildOutput(
            process.StandardOutput.BaseStream, AnswerHandler.BytesFor(options.MaxResultBytes), pending, new ChatterRate(clock));
        Transport = new StreamClientTransport(process.StandardInput.BaseStream, _output);
        _ = _lastWords.ListenAsync(process.StandardError.BaseStream);
    }

    public IClientTransport Transport { get; }

    /// <exception cref="ChildNotStartedException">It cannot be started.</exception>
    public static ChildServer Start(string server, RemoteServerOptions options, PendingRequests pending, TimeProvider clock, ILogger logger)
    {
        var key = options.Key(server);
        if (options.WorkingDirectory is { } folder && !Directory.Exists(folder))
            throw new ChildNotStartedException("its working directory is not there", $"Set {key}:WorkingDirectory to one that is.");

        var process = new Process { StartInfo = ToStartInfo(options) };
        try
        {
            process.Start();
            Log.Started(logger, server, process.Id);
            return new ChildServer(server, process, options, pending, clock, logger);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw (e as Win32Exception)?.NativeErrorCode switch
            {
                NoSuchFile => new ChildNotStartedException(
                    "there is no such command", $"Set {key}:Command to the path of a program, or to the name of one that PATH holds.", e),
                NoPermission => new ChildNotStartedException("it may not be run", $"Make the file of {key}:Command executable for this user.", e),
                _ => new ChildNotStartedException("the system refused to start it", $"Check {key}:Command.", e),
            };
        }
    }

    /// <summary>The failure, or what the process has to do with it.</summary>
    public async Task<Exception> ExplainAsync(Exception failure)
    {
        if (failure is TimeoutException)
            return _output is { Garbage: > 0, HasSpoken: false } ? new ChildGibberishException(_output.Garbage, failure) : failure;

        // It ends its output first.
        return ConnectionFailures.IsConnectionLost(failure) && await IsOverAsync()
            ? new ChildEndedException(_process.ExitCode, _output.HasSpoken, failure)
            : failure;
    }

    /// <summary>Closes its input, which asks it to end, and ends it with all that it has started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
            return;

        var below = _process.HasExited ? [] : ProcessTree.Below(_process.Id);
        await CloseInputAsync();
        if (await IsOverAsync())
        {
            Log.Ended(_logger, _server, _process.ExitCode);
            Log.LastWordsSensitive(_logger, _server, ServerWords.Hide(_lastWords.ToString()));
        }
        else
        {
            Log.Killed(_logger, _server);
            Kill();
        }

        ProcessTree.Kill(below);
        _process.Dispose();
    }

    private static ProcessStartInfo ToStartInfo(RemoteServerOptions options)
    {
        var start = new ProcessStartInfo(options.Command!, options.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        start.Environment.Clear();
        foreach (var (name, value) in ChildEnvironment.Of(options.PassEnvironment, options.Environment, Environment.GetEnvironmentVariables()))
            start.Environment[name] = value;

        return start;
    }

    private async Task CloseInputAsync()
    {
        try
        {
            // A child that does not read holds up whoever writes, and who closes too.
            await Task.Run(_process.StandardInput.Close).WaitAsync(Grace, TimeProvider.System);
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
        {
            // It has closed it itself, or is killed.
        }
    }

    private async Task<bool> IsOverAsync()
    {
        try
        {
            using var timer = new CancellationTokenSource(Grace, TimeProvider.System);
            await _process.WaitForExitAsync(timer.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is over.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Information, "MCP server {Server}: its process {Id} has started")]
        public static partial void Started(ILogger logger, string server, int id);

        [LoggerMessage(2011, LogLevel.Information, "MCP server {Server}: its process has ended with {ExitCode}")]
        public static partial void Ended(ILogger logger, string server, int exitCode);

        [LoggerMessage(2012, LogLevel.Warning, "MCP server {Server}: its process did not end and was killed")]
        public static partial void Killed(ILogger logger, string server);

        [LoggerMessage(2013, LogLevel.Debug, "MCP server {Server}: the end of what its process wrote to its standard error: {Words}")]
        public static partial void LastWordsSensitive(ILogger logger, string server, string words);
    }
}

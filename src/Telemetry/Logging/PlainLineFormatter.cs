using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Telemetry.Logging;

/// <summary>The framework's plain line, without what a terminal would obey: callers write parts of it.</summary>
internal sealed class PlainLineFormatter(IServiceProvider services) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    private readonly Lazy<ConsoleFormatter> _line = new(() =>
        services.GetServices<ConsoleFormatter>().First(formatter => formatter.Name == ConsoleFormatterNames.Simple));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception);
        if (message is null && logEntry.Exception is null)
            return;

        var text = PrintableLine.Of(logEntry.Exception is { } exception ? $"{message} {exception}" : message!);
        var entry = new LogEntry<string>(
            logEntry.LogLevel, logEntry.Category, logEntry.EventId, text, exception: null, static (line, _) => line);
        _line.Value.Write(in entry, scopeProvider, textWriter);
    }
}

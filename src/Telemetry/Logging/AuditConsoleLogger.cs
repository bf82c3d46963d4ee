using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Telemetry.Logging;

/// <summary>Writes the lines of the audit category, and how many of them nobody took.</summary>
internal sealed class AuditConsoleLogger(ConsoleFormatter formatter, SureLines lines, Func<IExternalScopeProvider?> scopes) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            lines.Add(Write(new LogEntry<TState>(logLevel, LogServices.AuditCategory, eventId, state, exception, formatter)), TellLost);
    }

    private string TellLost(long count) => Write(new LogEntry<string>(
        LogLevel.Error,
        LogServices.AuditCategory,
        eventId: 2,
        $"{count.ToString(CultureInfo.InvariantCulture)} audit lines were lost: nobody read standard error",
        exception: null,
        (text, _) => text));

    private string Write<TState>(in LogEntry<TState> entry)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        formatter.Write(in entry, scopes(), line);
        return line.ToString();
    }
}

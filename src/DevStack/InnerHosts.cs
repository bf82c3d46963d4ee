using Microsoft.Extensions.Logging.Console;

namespace AgentStack.DevStack;

internal static class InnerHosts
{
    /// <summary>For a part that starts and stops with this process.</summary>
    public static void LeaveSignalsAlone(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();

    /// <summary>Warnings only, whatever a part's own settings say.</summary>
    public static void LogInner(this ILoggingBuilder logging) => logging.LogToPerson(LogLevel.Warning);

    /// <summary>What the agent does, in plain lines.</summary>
    public static void LogForPerson(this ILoggingBuilder logging) => logging.LogToPerson(LogLevel.Information);

    private static void LogToPerson(this ILoggingBuilder logging, LogLevel ours)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.Services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Warning;
            filter.Rules.Add(new LoggerFilterRule(null, nameof(AgentStack), ours, null));

            // A part that cannot start is told by the command, in words.
            filter.Rules.Add(new LoggerFilterRule(null, "Microsoft.Extensions.Hosting", LogLevel.None, null));
        });
    }
}

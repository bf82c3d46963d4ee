using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Telemetry.Logging;

public static class LogServices
{
    /// <summary>Lines of this category are written by a queue of their own, which waits for its reader.</summary>
    public const string AuditCategory = "AgentStack.Audit";

    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The log on standard error: a JSON object a line for the platform, a plain line for a developer.</summary>
    public static void AddLog(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (builder.Environment.IsDevelopment())
        {
            builder.AddPlainLog();
            return;
        }

        builder.Logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        builder.WriteToStandardError(JsonLineFormatter.FormatterName);
    }

    /// <summary>One plain line a message, on standard error.</summary>
    public static void AddPlainLog(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsoleFormatter<PlainLineFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console => console.SingleLine = true);
        builder.WriteToStandardError(PlainLineFormatter.FormatterName);
    }

    private static void WriteToStandardError(this WebApplicationBuilder builder, string formatter)
    {
        builder.Logging.AddConsole(console => console.FormatterName = formatter);
        builder.Services.AddSingleton<ILoggerProvider, AuditConsole>();
        builder.Services.Configure<ConsoleLoggerOptions>(WriteToStandardError)
            .PostConfigure<LoggerFilterOptions>(KeepQueriesOut)
            .PostConfigure<LoggerFilterOptions>(KeepAuditApart);
    }

    // It tells each request with its query, where callers put tokens. Switched off it would make no scopes of requests.
    private static void KeepQueriesOut(LoggerFilterOptions filter)
    {
        foreach (var provider in filter.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
            filter.Rules.Add(new LoggerFilterRule(provider, RequestLog, LogLevel.Critical, null));
    }

    private static void KeepAuditApart(LoggerFilterOptions filter) =>
        filter.Rules.Add(new LoggerFilterRule(typeof(ConsoleLoggerProvider).FullName, AuditCategory, LogLevel.None, null));

    // Lines that nobody reads are dropped: to wait for a reader would stop the process.
    private static void WriteToStandardError(ConsoleLoggerOptions console)
    {
        console.LogToStandardErrorThreshold = LogLevel.Trace;
        console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
    }
}

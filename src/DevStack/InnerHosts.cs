namespace AgentStack.DevStack;

internal static class InnerHosts
{
    /// <summary>Makes it a part of this process: it leaves signals alone and its log out of the way.</summary>
    public static void MakeInner(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Logging.LogInner();
    }

    /// <summary>Warnings only, on standard error, whatever a part's own settings say.</summary>
    public static void LogInner(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.Services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Warning;
        });
    }
}

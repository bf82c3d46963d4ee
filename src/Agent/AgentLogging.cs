using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Agent;

/// <summary>Where the log goes: JSON lines for the platform, plain lines for a person.</summary>
internal static class AgentLogging
{
    private static readonly string[] Quiet = ["Default", "AgentStack", "Microsoft", "Microsoft.Hosting.Lifetime"];

    public static void AddAgentLogging(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
            return;
        }

        builder.Logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }

    /// <summary>
    /// For the commands whose standard output is the answer: on standard error, and only what the person is not told
    /// anyway. <c>--Logging:LogLevel:AgentStack=Information</c> shows the rest.
    /// </summary>
    public static void LogToStandardError(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);

        // Above the file's levels, below those of the environment and the command line.
        var sources = builder.Configuration.Sources;
        var files = sources.OfType<JsonConfigurationSource>().LastOrDefault();
        sources.Insert(files is null ? 0 : sources.IndexOf(files) + 1, new MemoryConfigurationSource
        {
            InitialData = Quiet.Select(category => KeyValuePair.Create<string, string?>($"Logging:LogLevel:{category}", nameof(LogLevel.Critical))),
        });
    }
}

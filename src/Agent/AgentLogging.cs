using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Agent;

/// <summary>Where the log goes: JSON lines for the platform, plain lines for a person.</summary>
internal static class AgentLogging
{
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
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?> { ["Logging:LogLevel:AgentStack"] = "Critical" },
        });
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

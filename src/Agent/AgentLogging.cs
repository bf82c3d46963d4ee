using AgentStack.Telemetry.Logging;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace AgentStack.Agent;

/// <summary>What a command logs whose standard output is the answer.</summary>
internal static class AgentLogging
{
    private static readonly string[] Quiet = ["Default", "AgentStack", "Microsoft", "Microsoft.Hosting.Lifetime"];

    /// <summary>
    /// On standard error, and only what the person is not told anyway.
    /// <c>--Logging:LogLevel:AgentStack=Information</c> shows the rest.
    /// </summary>
    public static void LogToStandardError(this WebApplicationBuilder builder)
    {
        builder.AddPlainLog();

        // Above the file's levels, below those of the environment and the command line.
        var sources = builder.Configuration.Sources;
        var files = sources.OfType<JsonConfigurationSource>().LastOrDefault();
        sources.Insert(files is null ? 0 : sources.IndexOf(files) + 1, new MemoryConfigurationSource
        {
            InitialData = Quiet.Select(category => KeyValuePair.Create<string, string?>($"Logging:LogLevel:{category}", nameof(LogLevel.Critical))),
        });
    }
}

using AgentStack.McpServer.Access;
using AgentStack.McpServer.Gateway;
using AgentStack.McpServer.Guardrails;
using AgentStack.McpServer.Protocol;
using AgentStack.Settings;
using AgentStack.Telemetry;

namespace AgentStack.McpServer.Hosting;

/// <summary>All sections of the settings, each checked.</summary>
internal sealed record ServerSettings(
    McpOptions Mcp, AccessOptions Access, GuardrailOptions Guardrails, GatewayOptions Gateway, TelemetrySettings Telemetry)
{
    /// <param name="configuration">Where they stand.</param>
    /// <param name="problems">All that is wrong with any of them.</param>
    public static ServerSettings Read(IConfiguration configuration, out IReadOnlyList<string> problems)
    {
        var reader = new SettingsReader(configuration);
        var settings = new ServerSettings(
            McpOptions.Read(reader),
            AccessOptions.Read(reader),
            GuardrailOptions.Read(reader),
            GatewayOptions.Read(reader),
            TelemetrySettings.Read(reader, configuration));
        problems = reader.Problems;
        return settings;
    }
}

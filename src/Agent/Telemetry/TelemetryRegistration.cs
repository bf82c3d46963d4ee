using AgentStack.Telemetry;

namespace AgentStack.Agent.Telemetry;

internal static class TelemetryRegistration
{
    public static void AddAgentTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings)
    {
        builder.AddTelemetry(AgentTelemetry.Identity, settings);
        builder.Services.AddSingleton<AgentTelemetry>();
    }
}

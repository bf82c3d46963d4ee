using AgentStack.McpServer.Gateway.Reload;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway.Reload;

/// <summary>Lets a gateway see that its settings have changed.</summary>
internal static class ReloadedGateway
{
    private static readonly string[] Read = ["were read again", "refused as a whole"];

    /// <summary>A look a second until the change is seen: time passes for nothing else.</summary>
    public static Task ReadAsync(this RunningServer gateway)
    {
        var before = TimesRead(gateway);
        return Eventually.TrueAsync(
            () =>
            {
                if (TimesRead(gateway) > before)
                    return true;

                gateway.Clock.Advance(GatewayReload.Pace);
                return false;
            },
            "the changed settings");
    }

    private static int TimesRead(RunningServer gateway) =>
        gateway.Log.Lines.Count(line => Read.Any(words => line.Text.Contains(words, StringComparison.Ordinal)));
}

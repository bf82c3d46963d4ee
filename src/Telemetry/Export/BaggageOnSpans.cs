using System.Diagnostics;
using AgentStack.Telemetry.Propagation;
using OpenTelemetry;

namespace AgentStack.Telemetry.Export;

/// <summary>Writes what <see cref="BaggageAttributes"/> names on the spans of a host.</summary>
internal sealed class BaggageOnSpans(HostSources host) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (!host.Own(data))
            return;

        foreach (var (key, value) in BaggageAttributes.Of(data))
            data.SetTag(key, value);
    }
}

using System.Diagnostics;
using AgentStack.Telemetry.Propagation;

namespace AgentStack.McpServer.Gateway.Calls;

/// <summary>
/// The trace of a call goes on to an upstream, and the session that it belongs to. The rest of a caller's baggage does not:
/// it was given to the gateway.
/// </summary>
internal sealed class UpstreamPropagator(DistributedContextPropagator all) : DistributedContextPropagator
{
    private const string Baggage = "baggage";
    private const string OldBaggage = "Correlation-Context";
    private const int LongestSession = 256;

    public override IReadOnlyCollection<string> Fields => all.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is null)
            return;

        all.Inject(activity, carrier, (target, name, value) =>
        {
            if (!name.Equals(Baggage, StringComparison.OrdinalIgnoreCase) && !name.Equals(OldBaggage, StringComparison.OrdinalIgnoreCase))
                setter(target, name, value);
        });

        if (activity?.GetBaggageItem(BaggageAttributes.SessionId) is { Length: > 0 and <= LongestSession } session)
            setter(carrier, Baggage, $"{BaggageAttributes.SessionId}={Uri.EscapeDataString(session)}");
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        all.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        all.ExtractBaggage(carrier, getter);
}

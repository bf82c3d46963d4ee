using System.Diagnostics;

namespace AgentStack.Telemetry.Propagation;

/// <summary>
/// W3C trace context and baggage, and AWS's trace header beside them: read where there is no <c>traceparent</c>, written
/// always. What comes in is bounded, since callers write it.
/// </summary>
internal sealed class TracePropagator : DistributedContextPropagator
{
    private static readonly DistributedContextPropagator W3C = CreateW3CPropagator();

    public static readonly TracePropagator Instance = new();

    private TracePropagator()
    {
    }

    public override IReadOnlyCollection<string> Fields { get; } = [.. W3C.Fields, XRayTraceHeader.Name];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is null || setter is null)
            return;

        W3C.Inject(activity, carrier, (target, name, value) =>
        {
            if (name != BaggageHeader.Name)
                setter(target, name, value);
        });

        setter(carrier, XRayTraceHeader.Name, XRayTraceHeader.Write(activity));
        if (BaggageHeader.Write(activity.Baggage) is { } baggage)
            setter(carrier, BaggageHeader.Name, baggage);
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        W3C.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (traceId is not null && ActivityContext.TryParse(traceId, traceState, out _))
            return;

        traceId = XRayTraceHeader.ToTraceParent(Read(carrier, getter, XRayTraceHeader.Name));
        traceState = null;
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        BaggageHeader.Read(Read(carrier, getter, BaggageHeader.Name));

    private static string? Read(object? carrier, PropagatorGetterCallback? getter, string name)
    {
        if (getter is null)
            return null;

        getter(carrier, name, out var value, out var values);
        return value ?? (values is null ? null : string.Join(',', values));
    }
}

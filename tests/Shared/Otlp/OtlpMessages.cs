namespace AgentStack.Tests.Shared.Otlp;

/// <summary>Export requests of https://github.com/open-telemetry/opentelemetry-proto (v1), as far as tests look at them.</summary>
public static class OtlpMessages
{
    private const string ServiceName = "service.name";

    public static IReadOnlyList<OtlpSpan> Spans(ReadOnlyMemory<byte> request) =>
        [.. Items(request).Select(item => Span(item.Item, item.Resource))];

    public static IReadOnlyList<OtlpPoint> Points(ReadOnlyMemory<byte> request) =>
        [.. Items(request).SelectMany(item => Points(item.Item, $"{item.Resource.GetValueOrDefault(ServiceName)}"))];

    public static IReadOnlyList<OtlpLogRecord> Logs(ReadOnlyMemory<byte> request) =>
        [.. Items(request).Select(item => new OtlpLogRecord(
            $"{item.Resource.GetValueOrDefault(ServiceName)}",
            item.Item.Text(3),
            $"{Value(item.Item.Message(5))}",
            item.Item.Hex(9),
            Attributes(item.Item, 6)))];

    // Resource, scope, item: the three signals are alike down to here.
    private static IEnumerable<(ProtobufMessage Item, IReadOnlyDictionary<string, object?> Resource)> Items(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let attributes = (IReadOnlyDictionary<string, object?>)(resource.Message(1) is { } described ? Attributes(described, 1) : [])
        from scope in resource.Messages(2)
        from item in scope.Messages(2)
        select (item, attributes);

    private static OtlpSpan Span(ProtobufMessage span, IReadOnlyDictionary<string, object?> resource) => new(
        $"{resource.GetValueOrDefault(ServiceName)}",
        span.Text(5),
        span.Hex(1),
        span.Hex(2),
        span.Hex(4),
        (int)span.Number(6),
        span.Message(15)?.Number(3) == 2,
        Attributes(span, 9),
        [.. span.Messages(11).Select(happened => happened.Text(2))],
        resource);

    private static IEnumerable<OtlpPoint> Points(ProtobufMessage metric, string service)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        foreach (var point in metric.Message(9)?.Messages(1) ?? [])
            yield return new OtlpPoint(service, name, unit, (long)point.Number(4), point.Double(5), point.Doubles(7), Attributes(point, 9));

        foreach (var point in (metric.Message(7) ?? metric.Message(5))?.Messages(1) ?? [])
        {
            var value = point.Has(4) ? point.Double(4) : (long)point.Number(6);
            yield return new OtlpPoint(service, name, unit, 1, value, [], Attributes(point, 7));
        }
    }

    private static Dictionary<string, object?> Attributes(ProtobufMessage owner, int field) =>
        owner.Messages(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static object? Value(ProtobufMessage? value) => value switch
    {
        null => null,
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Number(2) == 1,
        _ when value.Has(3) => (long)value.Number(3),
        _ when value.Has(4) => value.Double(4),
        _ when value.Has(5) => string.Join(',', value.Message(5)!.Messages(1).Select(Value)),
        _ => null,
    };
}

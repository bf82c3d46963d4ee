namespace AgentStack.Tests.Shared.Otlp;

/// <summary>A span as a collector gets it.</summary>
/// <param name="Service">The <c>service.name</c> of its resource.</param>
/// <param name="ParentId">Empty for a root.</param>
/// <param name="Kind">1 internal, 2 server, 3 client.</param>
/// <param name="IsError">Whether its status is an error.</param>
/// <param name="Events">The names of its events.</param>
public sealed record OtlpSpan(
    string Service,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    int Kind,
    bool IsError,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<string> Events,
    IReadOnlyDictionary<string, object?> Resource)
{
    public object? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

using System.Diagnostics;

namespace AgentStack.Telemetry.Propagation;

/// <summary>
/// <c>X-Amzn-Trace-Id: Root=1-{8 hex}-{24 hex};Parent={16 hex};Sampled=0|1</c>:
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html
/// </summary>
internal static class XRayTraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    private const string RootVersion = "1-";
    private const int LongestHeader = 512;

    public static string Write(Activity activity)
    {
        var trace = activity.TraceId.ToHexString();
        return $"Root={RootVersion}{trace[..8]}-{trace[8..]};Parent={activity.SpanId.ToHexString()};Sampled={(activity.Recorded ? 1 : 0)}";
    }

    /// <summary>As a <c>traceparent</c>; null when it says no trace.</summary>
    public static string? ToTraceParent(string? header)
    {
        if (header is not { Length: > 0 and <= LongestHeader })
            return null;

        string? root = null, parent = null, sampled = null;
        foreach (var part in header.Split(';', StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (part[..at], part[(at + 1)..]) : (part, "");
            root = name == "Root" ? value : root;
            parent = name == "Parent" ? value : parent;
            sampled = name == "Sampled" ? value : sampled;
        }

        if (TraceId(root) is not { } trace)
            return null;

        // A load balancer names no parent; a span has to have one to belong to the trace, so the trace's own end stands for it.
        var span = Hex(parent, 16) ?? trace[16..];
        var isParent = span.AsSpan().ContainsAnyExcept('0') && trace.AsSpan().ContainsAnyExcept('0');
        return isParent ? $"00-{trace}-{span}-{(sampled == "0" ? "00" : "01")}" : null;
    }

    private static string? TraceId(string? root) =>
        root is { Length: 35 } && root.StartsWith(RootVersion, StringComparison.Ordinal) && root[10] == '-'
            ? Hex(root[2..10] + root[11..], 32)
            : null;

    private static string? Hex(string? text, int length) =>
        text?.Length == length && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;
}

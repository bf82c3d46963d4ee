using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>What the span of a call and the server that is called tell of each other.</summary>
internal static class CallTrace
{
    // The words of W3C Trace Context, as in its headers.
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";
    private const string RetryEvent = "retry";

    public static void TellRetry() => Activity.Current?.AddEvent(new ActivityEvent(RetryEvent));

    /// <summary>For a server that is a process, which has no headers in which a trace could go on. What a caller says there stays.</summary>
    public static void AddTo(JsonObject meta)
    {
        if (meta.ContainsKey(TraceParent) || Activity.Current is not { IdFormat: ActivityIdFormat.W3C } span)
            return;

        meta[TraceParent] = span.Id;
        meta.Remove(TraceState);
        if (span.TraceStateString is { Length: > 0 } state)
            meta[TraceState] = state;
    }
}

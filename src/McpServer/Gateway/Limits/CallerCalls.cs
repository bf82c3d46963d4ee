namespace AgentStack.McpServer.Gateway.Limits;

/// <summary>The calls of one caller to one upstream.</summary>
/// <param name="caller">Tells callers apart.</param>
internal sealed class CallerCalls(string caller)
{
    public string Caller => caller;

    public int Running { get; set; }

    /// <summary>In the order in which they came.</summary>
    public LinkedList<TaskCompletionSource<CallEntry>> Waiting { get; } = new();

    /// <summary>Its place among the callers that wait.</summary>
    public LinkedListNode<CallerCalls>? Turn { get; set; }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>Tools of an upstream: one that waits until a test lets it end, and one that does not.</summary>
internal sealed class GatedTools
{
    private readonly ConcurrentQueue<string> _arrived = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private int _running;

    /// <summary>The calls of <c>wait</c>, in the order in which they came.</summary>
    public IReadOnlyList<string> Arrived => [.. _arrived];

    /// <summary>The calls of <c>wait</c> that have not ended.</summary>
    public int Running => Volatile.Read(ref _running);

    public void Open(string id) => Gate(id).TrySetResult();

    [McpServerTool(Name = "wait"), Description("Waits until it is let go.")]
    public async Task<string> WaitAsync([Description("Which call it is.")] string id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        _arrived.Enqueue(id);
        try
        {
            await Gate(id).Task.WaitAsync(cancellationToken);
            return id;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    [McpServerTool(Name = "pass", ReadOnly = true), Description("Answers at once.")]
    public static string Pass([Description("Which call it is.")] string id) => id;

    [McpServerTool(Name = "fail"), Description("Says that it failed.")]
    public static string Fail() => throw new ModelContextProtocol.McpException("It does not work today");

    private TaskCompletionSource Gate(string id) =>
        _gates.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

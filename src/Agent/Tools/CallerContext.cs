using AgentStack.Agent.Invocations;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>For whom the tools of this flow are called. The kernel has no place for it on the way to a function.</summary>
internal static class CallerContext
{
    private static readonly AsyncLocal<CallContext?> Flowing = new();

    public static CallContext Current => Flowing.Value ?? CallContext.None;

    /// <summary>Holds for what the calling method starts from now on, until it ends.</summary>
    public static void Set(Caller caller, IProgress<ToolProgress> progress) =>
        Flowing.Value = new CallContext { Headers = caller.Headers, Progress = progress };
}

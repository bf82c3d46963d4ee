using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Scripting;

/// <summary>A scripted reply, step by step in the order written.</summary>
public sealed class ModelReply
{
    private readonly List<ReplyStep> _steps = [];
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the caller goes away before the reply's end.</summary>
    public Task Abandoned => _abandoned.Task;

    internal IReadOnlyList<ReplyStep> Steps => _steps;

    internal string? StopReason { get; private set; }

    /// <summary>Text, a chunk an event.</summary>
    public ModelReply Say(params ReadOnlySpan<string> chunks)
    {
        foreach (var chunk in chunks)
            _steps.Add(new ReplyStep.Say(chunk));

        return this;
    }

    /// <summary>A tool call whose input is the given object as JSON.</summary>
    public ModelReply Call(string tool, object input, string? toolUseId = null) =>
        CallRaw(tool, JsonSerializer.Serialize(input), toolUseId);

    /// <summary>A tool call with this very text as input, which need not be JSON.</summary>
    public ModelReply CallRaw(string tool, string inputJson, string? toolUseId = null) =>
        Add(new ReplyStep.Call(tool, inputJson, toolUseId));

    /// <summary>The beginning of a tool call, whose input comes piece by piece, with pauses between if need be.</summary>
    public ModelReply BeginCall(string tool) => Add(new ReplyStep.BeginCall(tool));

    /// <summary>A piece of the input of the call that began last.</summary>
    public ModelReply Input(string json) => Add(new ReplyStep.Input(json));

    /// <summary>A pause by the host's clock.</summary>
    public ModelReply Wait(TimeSpan duration) => Add(new ReplyStep.Delay(duration));

    /// <summary>A pause until the task completes.</summary>
    public ModelReply WaitFor(Task gate) => Add(new ReplyStep.Gate(gate));

    /// <summary>Silence until the caller goes away.</summary>
    public ModelReply Hang() => WaitFor(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None));

    /// <summary>An error: an HTTP error if it is the first step that shows, an exception event after that.</summary>
    public ModelReply Fail(string code, string message) => Add(new ReplyStep.Fail(BedrockErrors.Create(code, message)));

    /// <summary>A stop reason other than <c>tool_use</c> after tool calls and <c>end_turn</c> after text.</summary>
    public ModelReply Stop(string reason)
    {
        StopReason = reason;
        return this;
    }

    internal void Abandon() => _abandoned.TrySetResult();

    private ModelReply Add(ReplyStep step)
    {
        _steps.Add(step);
        return this;
    }
}

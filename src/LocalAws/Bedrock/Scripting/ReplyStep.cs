using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock.Scripting;

/// <summary>One step of a scripted reply.</summary>
internal abstract record ReplyStep
{
    /// <summary>A chunk of text.</summary>
    public sealed record Say(string Chunk) : ReplyStep;

    /// <summary>A tool call; an id is made up where the script names none.</summary>
    public sealed record Call(string Name, string InputJson, string? ToolUseId) : ReplyStep;

    /// <summary>A tool call begins, whose input comes in steps of its own.</summary>
    public sealed record BeginCall(string Name) : ReplyStep;

    /// <summary>A piece of the input of the call that began last.</summary>
    public sealed record Input(string Json) : ReplyStep;

    /// <summary>A pause by the host's clock.</summary>
    public sealed record Delay(TimeSpan Duration) : ReplyStep;

    /// <summary>A pause until somebody opens the gate.</summary>
    public sealed record Gate(Task Opened) : ReplyStep;

    /// <summary>The reply fails here.</summary>
    public sealed record Fail(AwsError Error) : ReplyStep;
}

using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>One step of an answer; blocks begin and end by what follows what.</summary>
internal abstract record ModelEvent
{
    /// <summary>More of a text block, which begins with its first chunk.</summary>
    public sealed record Text(string Chunk) : ModelEvent;

    /// <summary>A tool call begins.</summary>
    public sealed record ToolStart(string ToolUseId, string Name) : ModelEvent;

    /// <summary>A piece of the JSON text of the tool call that began last.</summary>
    public sealed record ToolInput(string Json) : ModelEvent;

    /// <summary>The answer is complete; always the last.</summary>
    /// <param name="Trace">What a guardrail did, where that was asked for.</param>
    public sealed record Stop(string Reason, TokenCount Usage, JsonObject? Trace = null) : ModelEvent;
}

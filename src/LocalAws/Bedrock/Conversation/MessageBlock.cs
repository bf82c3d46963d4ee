using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Conversation;

/// <summary>A content block that a model reads here; images, documents and the like are not among them.</summary>
internal abstract record MessageBlock
{
    /// <summary>Text that somebody wrote.</summary>
    /// <param name="IsGuarded">It came in a <c>guardContent</c> block.</param>
    public sealed record Text(string Value, bool IsGuarded = false) : MessageBlock;

    /// <summary>A call that the model made.</summary>
    public sealed record ToolUse(string Id, string Name, JsonElement Input) : MessageBlock;

    /// <summary>What came of a call.</summary>
    public sealed record ToolResult(
        string Id,
        IReadOnlyList<JsonElement> Json,
        IReadOnlyList<string> Texts,
        bool IsError) : MessageBlock;
}

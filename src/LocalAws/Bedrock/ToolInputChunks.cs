namespace AgentStack.LocalAws.Bedrock;

/// <summary>Cuts a tool call's JSON as a streaming model does: anywhere, and the first piece may be empty.</summary>
internal static class ToolInputChunks
{
    private const int Size = 12;

    // For a call without arguments Claude streams nothing but that empty piece.
    public static IEnumerable<ModelEvent> Split(string json) =>
        (json == "{}" ? "" : json).Chunk(Size)
            .Select(chunk => new ModelEvent.ToolInput(new string(chunk)))
            .Prepend(new ModelEvent.ToolInput(""));
}

using System.Text.Json;

namespace AgentStack.Agent.Remote;

/// <summary>What agents that others wrote say, in the forms that they have in the wild.</summary>
internal static class ForeignAnswer
{
    private static readonly string[] WholeNames = ["result", "response", "output", "text", "message", "answer"];

    /// <summary>A failure that the agent itself tells.</summary>
    public static string? Error(JsonElement json) => RemoteJson.Text(json, "error") is { Length: > 0 } error
        ? RemoteJson.Text(json, "details") is { Length: > 0 } details ? $"{error}: {details}" : error
        : null;

    /// <summary>The text of a whole answer; null where none is found.</summary>
    public static string? Whole(JsonElement json) => RemoteJson.Text(json) ?? Message(json)
        ?? WholeNames.Select(name => RemoteJson.Member(json, name) is { } value ? RemoteJson.Text(value) ?? Message(value) : null)
            .FirstOrDefault(text => text is not null);

    /// <summary>The text of one event of a stream; null where it has none.</summary>
    public static string? Piece(JsonElement json) => RemoteJson.Text(json) ?? RemoteJson.Text(json, "text")
        ?? Delta(RemoteJson.Member(json, "event") ?? json)
        ?? RemoteJson.Text(json, "result") ?? RemoteJson.Text(json, "response");

    // As Bedrock streams, and agents that pass it on.
    private static string? Delta(JsonElement json) =>
        RemoteJson.Member(json, "contentBlockDelta") is { } block && RemoteJson.Member(block, "delta") is { } delta
            ? RemoteJson.Text(delta, "text")
            : null;

    // A message of Bedrock: { "role", "content": [{ "text" }, …] }.
    private static string? Message(JsonElement json)
    {
        if (RemoteJson.Member(json, "content") is not { ValueKind: JsonValueKind.Array } content)
            return null;

        var texts = content.EnumerateArray().Select(block => RemoteJson.Text(block, "text")).OfType<string>().ToList();
        return texts.Count == 0 ? null : string.Concat(texts);
    }
}

using System.Text.Json;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>What a caller of CreateEvent asked for, after it was checked.</summary>
/// <param name="Body">All of it, to tell a repeated request from another one with the same token.</param>
internal sealed record EventRequest(JsonElement Body)
{
    public string ActorId => Body.GetProperty(MemoryNames.ActorId).GetString()!;

    public string? SessionId => Text(Body, MemoryNames.SessionId);

    public string? ClientToken => Text(Body, MemoryNames.ClientToken);

    /// <summary>Unix time; what is finer than a millisecond is rounded.</summary>
    public long TimestampMilliseconds =>
        (long)Math.Round(Body.GetProperty(MemoryNames.EventTimestamp).GetDouble() * 1000);

    public JsonElement Payload => Body.GetProperty(MemoryNames.Payload);

    public JsonElement? Metadata => Member(Body, MemoryNames.Metadata);

    public string BranchName => Member(Body, MemoryNames.Branch) is { } branch
        ? Text(branch, MemoryNames.Name)!
        : StoredEvent.MainBranch;

    public string? RootEventId => Member(Body, MemoryNames.Branch) is { } branch
        ? Text(branch, MemoryNames.RootEventId)
        : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement element, string name) => Member(element, name)?.GetString();
}

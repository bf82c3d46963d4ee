using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>An event as it is kept.</summary>
internal sealed record StoredEvent(string MemoryId, SessionKey Session, string EventId, EventRequest Request)
{
    public const string MainBranch = "main";

    public string? MetadataText(string key) =>
        Request.Metadata is { } metadata && metadata.TryGetProperty(key, out var value)
            ? value.GetProperty(MemoryNames.StringValue).GetString()
            : null;

    public JsonObject ToJson(bool withPayload)
    {
        var json = new JsonObject
        {
            [MemoryNames.MemoryId] = MemoryId,
            [MemoryNames.ActorId] = Session.ActorId,
            [MemoryNames.SessionId] = Session.SessionId,
            [MemoryNames.EventId] = EventId,
            [MemoryNames.EventTimestamp] = Request.TimestampMilliseconds / 1000m,
            [MemoryNames.Branch] = Branch(),
        };
        if (withPayload)
            json[MemoryNames.Payload] = JsonArray.Create(Request.Payload);
        if (Request.Metadata is { ValueKind: JsonValueKind.Object } metadata)
            json[MemoryNames.Metadata] = JsonObject.Create(metadata);

        return json;
    }

    private JsonObject Branch()
    {
        var branch = new JsonObject { [MemoryNames.Name] = Request.BranchName };
        if (Request.RootEventId is { } root)
            branch[MemoryNames.RootEventId] = root;

        return branch;
    }
}

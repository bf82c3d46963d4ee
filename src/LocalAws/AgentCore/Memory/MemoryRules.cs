using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Bedrock.Validation;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>What is wrong with a request, in one message, or null.</summary>
internal static class MemoryRules
{
    /// <summary>Bytes of one event; AWS counts 10 MB.</summary>
    public const int LargestEvent = 10_000_000;

    private const int MostPayloads = 100;
    private const int MostMetadata = 15;
    private const int MostFilters = 5;

    public static string? OfPath(IReadOnlyDictionary<string, string> members) =>
        ShapeCheck.Find(JsonSerializer.SerializeToElement(members, MemoryJson.Default.IReadOnlyDictionaryStringString), MemoryShapes.PathMembers);

    public static string? OfCreateEvent(JsonElement body, int size)
    {
        if (size > LargestEvent)
            return $"The event has {size} bytes; the largest has {LargestEvent}.";

        return ShapeCheck.Find(body, MemoryShapes.CreateEvent)
            ?? TooMany(body.GetProperty(MemoryNames.Payload), MostPayloads, MemoryNames.Payload)
            ?? (body.Member(MemoryNames.Metadata) is { } metadata ? OfMetadata(metadata) : null);
    }

    public static string? OfListEvents(JsonElement body)
    {
        if (ShapeCheck.Find(body, MemoryShapes.ListEvents) is { } problem)
            return problem;

        var filters = body.Member(MemoryNames.Filter)?.Member(MemoryNames.EventMetadata);
        return filters is { } list ? TooMany(list, MostFilters, "filter.eventMetadata") ?? OfFilters(list) : null;
    }

    public static string? OfListSessions(JsonElement body) => ShapeCheck.Find(body, MemoryShapes.ListSessions);

    private static string? OfMetadata(JsonElement metadata)
    {
        var keys = metadata.EnumerateObject().Select(member => member.Name).ToList();
        if (keys.Count > MostMetadata)
            return Unmet(MemoryNames.Metadata, MostMetadata);

        var names = JsonSerializer.SerializeToElement(keys, MemoryJson.Default.ListString);
        return ShapeCheck.Find(names, MemoryShapes.MetadataKeys)
            ?? ShapeCheck.Find(metadata, MemoryShapes.MetadataOf(keys));
    }

    private static string? OfFilters(JsonElement filters) =>
        filters.EnumerateArray().Any(filter =>
            filter.Text(MemoryNames.Operator) == "EQUALS_TO" && filter.Member(MemoryNames.Right) is null)
            ? "EQUALS_TO needs a value in filter.eventMetadata.right"
            : null;

    private static string? TooMany(JsonElement list, int most, string path) =>
        list.GetArrayLength() > most ? Unmet(path, most) : null;

    private static string Unmet(string path, int most) =>
        $"1 validation error detected: Value at '{path}' failed to satisfy constraint: "
        + $"Member must have length less than or equal to {most}";
}

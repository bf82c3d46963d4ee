using System.Text.Json;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>A call of the memory data plane: its memory, its path, its body.</summary>
internal sealed record MemoryCall(LocalMemory Memory, IReadOnlyDictionary<string, string> Path, JsonElement Body, int BodySize)
{
    private static readonly string[] PathMembers = [MemoryNames.ActorId, MemoryNames.SessionId, MemoryNames.EventId];

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    public string ActorId => Path[MemoryNames.ActorId];

    public string EventId => Path[MemoryNames.EventId];

    public SessionKey Session => new(ActorId, Path[MemoryNames.SessionId]);

    /// <summary>The path is judged before the body, and the form of an id before there is such a thing.</summary>
    public static async Task<MemoryResult<MemoryCall>> ReadAsync(HttpContext context, MemoryRegistry memories)
    {
        var id = Value(context, MemoryNames.MemoryId)!;
        if (!MemoryId.IsValid(id))
            return MemoryErrors.InvalidMemoryId;

        var path = PathMembers.Where(name => Value(context, name) is not null)
            .ToDictionary(name => name, name => Value(context, name)!);
        if (MemoryRules.OfPath(path) is { } problem)
            return MemoryErrors.Invalid(problem);

        var bytes = await BufferedBody.ReadAsync(context.Request, context.RequestAborted);
        if (Parse(bytes) is not { } body)
            return MemoryErrors.NotJson;

        return memories.Find(id) is { } memory
            ? new MemoryCall(memory, path, body, bytes.Length)
            : MemoryErrors.NoMemory(id);
    }

    // Kestrel has unescaped all of the path but the slashes.
    private static string? Value(HttpContext context, string name) =>
        (context.Request.RouteValues[name] as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return JsonElement.Parse("{}");

        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            RefuseHalfText(document);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Half a surrogate pair is no text; who writes it again finds it.
    private static void RefuseHalfText(JsonDocument document)
    {
        using var nowhere = new Utf8JsonWriter(Stream.Null);
        document.WriteTo(nowhere);
    }
}

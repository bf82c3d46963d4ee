using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Why JSON that parses cannot be read: its nodes find out when they are first looked at.</summary>
internal static class UnreadableJson
{
    private const string TwiceReason = "it has a key twice";

    public const string Formless = "it has not the form that MCP gives it";

    /// <summary>Whether the failure may be the JSON's.</summary>
    public static bool IsCause(Exception failure) => failure is JsonException or InvalidOperationException or ArgumentException;

    /// <summary>Why not all of it can be read; null when it can.</summary>
    public static string? Reason(JsonNode node) => ReasonOf(() => Look(node));

    /// <summary>The same of the object itself, without what is nested in it.</summary>
    public static string? ShallowReason(JsonObject node) => ReasonOf(() =>
    {
        foreach (var (_, value) in node)
            (value as JsonValue)?.TryGetValue<string>(out _);
    });

    public static string Reason(Exception failure) => failure switch
    {
        InvalidOperationException => "it has a text with half a character (a lone surrogate)",
        ArgumentException => TwiceReason,
        _ => Formless,
    };

    private static string? ReasonOf(Action look)
    {
        try
        {
            look();
            return null;
        }
        catch (Exception e) when (IsCause(e))
        {
            return Reason(e);
        }
    }

    // By way of its bytes: nodes take names that differ in case alone for one.
    private static void Look(JsonNode node)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            node.WriteTo(writer);

        var names = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(json.WrittenSpan);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName when !names.Peek().Add(reader.GetString()!):
                    throw new ArgumentException(TwiceReason, nameof(node));
                case JsonTokenType.String when reader.ValueIsEscaped:
                    reader.GetString();
                    break;
            }
        }
    }
}

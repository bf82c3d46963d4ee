using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentStack.Agent.Turns.Events;

[JsonSerializable(typeof(TurnEvent))]
[JsonSerializable(typeof(TurnReply))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(int))]
internal sealed partial class TurnJson : JsonSerializerContext
{
    /// <summary>As it goes over the wire: UTF-8 as it is, not escaped.</summary>
    public static TurnJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // What a model passes to a tool may be nested as deep as it is read, and stands within an event.
        MaxDepth = 256,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

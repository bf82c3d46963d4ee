using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentStack.McpServer.Protocol.JsonRpc;

/// <summary>
/// JSON that goes out as it was written, byte for byte: a definition is written once and listed often, and to read it
/// for every list would be most of the work of one.
/// </summary>
internal readonly record struct PassedJson(JsonElement Json)
{
    private static readonly JsonTypeInfo<PassedJson> Type =
        JsonMetadataServices.CreateValueInfo<PassedJson>(JsonSerializerOptions.Default, new Writer());

    public static JsonNode Of(JsonElement json) => JsonValue.Create(new PassedJson(json), Type)!;

    private sealed class Writer : JsonConverter<PassedJson>
    {
        public override PassedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        // A line break between two members would end the line of an event stream.
        public override void Write(Utf8JsonWriter writer, PassedJson value, JsonSerializerOptions options)
        {
            var bytes = JsonMarshal.GetRawUtf8Value(value.Json);
            if (bytes.IndexOfAny((byte)'\n', (byte)'\r') < 0)
                writer.WriteRawValue(bytes, skipInputValidation: true);
            else
                value.Json.WriteTo(writer);
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentStack.Agent.Commands;

[JsonSerializable(typeof(FatalErrorLine))]
internal sealed partial class FatalErrorJson : JsonSerializerContext
{
    public static JsonTypeInfo<FatalErrorLine> Line { get; } = new FatalErrorJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).FatalErrorLine;
}

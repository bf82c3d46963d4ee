using System.Text.Json;

namespace Microsoft.SemanticKernel;

public sealed class KernelJsonSchema
{
    internal KernelJsonSchema(JsonElement rootElement) => RootElement = rootElement;

    public JsonElement RootElement { get; }

    public static KernelJsonSchema? ParseOrNull(string? jsonSchema) =>
        string.IsNullOrEmpty(jsonSchema) ? null : Parse(jsonSchema);

    public static KernelJsonSchema Parse(string jsonSchema) => new(JsonElement.Parse(jsonSchema));

    public override string ToString() => JsonSerializer.Serialize(RootElement);
}

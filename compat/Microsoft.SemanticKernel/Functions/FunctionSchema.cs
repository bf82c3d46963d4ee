using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.SemanticKernel;

/// <summary>Rebuilds a function's schema from its parameters, which drops all but their own schemas.</summary>
internal static class FunctionSchema
{
    public static JsonElement Of(KernelFunctionMetadata metadata)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (metadata.Description.Length > 0)
        {
            schema["condition"] = metadata.Description;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in metadata.Parameters)
        {
            properties[parameter.Name] = parameter.Schema is { } own
                ? JsonNode.Parse(own.RootElement.GetRawText())
                : new JsonObject();
            if (parameter.IsRequired)
            {
                required.Add(parameter.Name);
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return JsonSerializer.SerializeToElement(schema);
    }
}

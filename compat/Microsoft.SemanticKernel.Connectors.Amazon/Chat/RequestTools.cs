using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.Documents;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class RequestTools
{
    public static ToolConfiguration? Create(ToolConfiguration? config, ChatOptions? options)
    {
        foreach (var declaration in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            config ??= new ToolConfiguration();
            config.Tools ??= [];
            config.Tools.Add(new Tool { ToolSpec = Specify(declaration) });
        }

        if (config?.Tools is { Count: > 0 } && config.ToolChoice is null)
        {
            config.ToolChoice = ChoiceOf(options?.ToolMode);
        }

        return config;
    }

    private static ToolChoice? ChoiceOf(ChatToolMode? mode) => mode switch
    {
        RequiredChatToolMode required when !string.IsNullOrWhiteSpace(required.RequiredFunctionName) =>
            new ToolChoice { Tool = new SpecificToolChoice { Name = required.RequiredFunctionName } },
        RequiredChatToolMode => new ToolChoice { Any = new AnyToolChoice() },
        _ => null,
    };

    private static ToolSpecification Specify(AIFunctionDeclaration declaration) => new()
    {
        Name = declaration.Name,
        Description = string.IsNullOrEmpty(declaration.Description) ? declaration.Name : declaration.Description,
        InputSchema = new ToolInputSchema { Json = SchemaOf(declaration) },
    };

    private static Document SchemaOf(AIFunctionDeclaration declaration)
    {
        var schema = new Dictionary<string, Document> { ["type"] = new Document("object") };
        if (declaration.JsonSchema.TryGetProperty("properties", out var properties) &&
            properties.EnumerateObject().Any())
        {
            schema["properties"] = DocumentConversion.FromElement(properties);
        }

        if (declaration.JsonSchema.TryGetProperty("required", out var required) && required.GetArrayLength() > 0)
        {
            schema["required"] = DocumentConversion.FromElement(required);
        }

        return new Document(schema);
    }
}

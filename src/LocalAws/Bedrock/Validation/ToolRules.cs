using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>The offered tools: unique names, schemas that Claude takes, not too many words, and a choice among them.</summary>
internal static class ToolRules
{
    // Observed, not in the service model.
    private const int MostStrict = 20;
    private const int LargestWindow = 200_000;
    private const int CharactersPerToken = 4;

    public static string? Find(JsonElement request)
    {
        if (request.Member(ConverseNames.ToolConfig) is not { } config)
            return null;

        var tools = config.Items(ConverseNames.Tools).Select(tool => tool.Member(ConverseNames.ToolSpec)).ToList();
        var schema = tools.Select((tool, index) => tool is { } spec ? Schema(spec, index) : null).FirstOrDefault(error => error is not null);
        if (schema is not null)
            return schema;

        if (tools.Count(tool => tool?.Member("strict") is { ValueKind: JsonValueKind.True }) is > MostStrict and var strict)
        {
            return $"The model returned the following errors: Too many strict tools ({strict}). The maximum number of strict tools "
                + $"supported is {MostStrict}. Try reducing the number of tools marked as strict.";
        }

        // Of tools that are not strict there is no known limit but the model's window, which also holds what they say.
        if (config.GetRawText().Length > LargestWindow * CharactersPerToken)
            return "Input is too long for requested model.";

        var names = tools.OfType<JsonElement>().Select(tool => tool.Text(ConverseNames.Name)!).ToList();
        if (names.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            return $"The tool name {twice} is used more than once in toolConfig.tools. Tool names must be unique.";

        var chosen = config.Member(ConverseNames.ToolChoice)?.Member(ConverseNames.Tool)?.Text(ConverseNames.Name);
        return chosen is null || names.Contains(chosen)
            ? null
            : $"The model returned the following errors: Tool '{chosen}' not found in provided tools";
    }

    private static string? Schema(JsonElement spec, int index)
    {
        var place = $"toolConfig.tools.{index}.toolSpec.inputSchema.json";
        var schema = spec.GetProperty(ConverseNames.InputSchema).GetProperty(ConverseNames.Json);
        if (schema.ValueKind != JsonValueKind.Object)
            return $"The format of the value at {place} is invalid. Provide a json object for the field and try again.";

        return schema.Text("type") == "object"
            ? ToolSchemaRules.Find(schema, index)
            : $"The value at {place}.type must be one of the following: object.";
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>A JSON file with a list of guardrails, each a <see cref="GuardrailPolicy"/>.</summary>
public static class GuardrailFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>Puts the guardrails of the file into the book.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read, or holds what is no guardrail.</exception>
    internal static void Load(string path, GuardrailBook guardrails)
    {
        try
        {
            foreach (var policy in Read(path))
                guardrails.Put(policy);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"LocalAws:GuardrailFile {path} holds what is no guardrail: {e.Message}", e);
        }
    }

    /// <exception cref="InvalidOperationException">The file cannot be read; the message says where.</exception>
    public static IReadOnlyList<GuardrailPolicy> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<List<GuardrailPolicy>>(File.ReadAllText(path), Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException(
                $"LocalAws:GuardrailFile {path} is no list of guardrails at {e.Path}, line {e.LineNumber + 1}; see docs/local-aws.md", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"LocalAws:GuardrailFile {path} cannot be read: {e.Message}", e);
        }
    }
}

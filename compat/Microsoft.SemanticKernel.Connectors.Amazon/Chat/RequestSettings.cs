using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.Documents;
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime;

internal static class RequestSettings
{
    public static InferenceConfiguration Inference(InferenceConfiguration? config, ChatOptions? options)
    {
        config ??= new InferenceConfiguration();
        config.MaxTokens ??= options?.MaxOutputTokens;
        config.Temperature ??= options?.Temperature;
        config.TopP ??= options?.TopP;
        if (options?.StopSequences is { Count: > 0 } stops)
        {
            config.StopSequences = [.. config.StopSequences ?? [], .. stops];
        }

        return config;
    }

    public static Document AdditionalFields(Document fields, ChatOptions? options)
    {
        if (options is null)
        {
            return fields;
        }

        Add(ref fields, "k", options.TopK);
        Add(ref fields, "frequency_penalty", options.FrequencyPenalty);
        Add(ref fields, "presence_penalty", options.PresencePenalty);
        Add(ref fields, "seed", options.Seed);
        foreach (var (name, value) in options.AdditionalProperties ?? [])
        {
            if (value is null)
            {
                fields.Add(name, default);
            }
            else
            {
                AddAny(ref fields, name, value);
            }
        }

        return fields;
    }

    private static void Add(ref Document fields, string name, object? value)
    {
        if (DocumentConversion.FromScalar(value) is { } document)
        {
            fields.Add(name, document);
        }
    }

    private static void AddAny(ref Document fields, string name, object value)
    {
        try
        {
            fields.Add(name, DocumentConversion.FromResult(value));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            // A value that has no JSON form is left out, as the package does.
        }
    }
}

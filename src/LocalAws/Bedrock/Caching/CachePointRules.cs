using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>Where a model takes cache points, if it takes any.</summary>
internal static class CachePointRules
{
    private const int Most = 4;

    /// <summary>Null when the model takes the request's cache points, else the refusal.</summary>
    public static AwsError? Find(string modelId, JsonElement request)
    {
        var places = Places(request).ToList();
        if (places.Count == 0)
            return null;

        if (!Caches(modelId))
        {
            return BedrockErrors.Create(
                BedrockErrors.AccessDenied,
                "You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.");
        }

        if (places.Count > Most)
        {
            return Refuse($"The model returned the following errors: A maximum of {Most} blocks with cache_control may be provided."
                + $" Found {places.Count}.");
        }

        return IsNova(modelId) && places.Find(place => !place.IsForNova).Path is { } path
            ? Refuse("The model returned the following errors: Malformed input request: "
                + $"#/{path}: extraneous key [cachePoint] is not permitted, please reformat your input and try again.")
            : null;
    }

    public static int Count(JsonElement request) => Places(request).Count();

    private static AwsError Refuse(string message) => BedrockErrors.Create(BedrockErrors.Validation, message);

    // An application inference profile does not tell its model: it may be one that does.
    private static bool Caches(string modelId) =>
        IsNova(modelId)
        || modelId.Contains("application-inference-profile/", StringComparison.Ordinal)
        || (modelId.Contains("anthropic.claude-", StringComparison.Ordinal) && !IsOldClaude(modelId));

    private static bool IsNova(string modelId) =>
        modelId.Contains("amazon.nova-", StringComparison.Ordinal) && !modelId.Contains("amazon.nova-2-", StringComparison.Ordinal);

    private static bool IsOldClaude(string modelId) =>
        ((string[])["claude-v", "claude-instant", "claude-3-opus", "claude-3-sonnet", "claude-3-haiku", "claude-3-5-sonnet"])
            .Any(old => modelId.Contains(old, StringComparison.Ordinal));

    // Nova takes none among tools and none beside tool results.
    private static IEnumerable<(string Path, bool IsForNova)> Places(JsonElement request)
    {
        foreach (var index in Points(request.Member(ConverseNames.ToolConfig)?.Items(ConverseNames.Tools) ?? []))
            yield return ($"toolConfig/tools/{index}", false);

        foreach (var index in Points(request.Items(ConverseNames.System)))
            yield return ($"system/{index}", true);

        foreach (var (message, at) in request.Items(ConverseNames.Messages).Select((message, at) => (message, at)))
        {
            var blocks = message.Items(ConverseNames.Content).ToList();
            var holdsResults = blocks.Exists(block => block.Member(ConverseNames.ToolResult) is not null);
            foreach (var index in Points(blocks))
                yield return ($"messages/{at}/content/{index}", !holdsResults);
        }
    }

    private static IEnumerable<int> Points(IEnumerable<JsonElement> blocks) =>
        blocks.Select((block, index) => (block, index))
            .Where(place => place.block.Member(ConverseNames.CachePoint) is not null)
            .Select(place => place.index);
}

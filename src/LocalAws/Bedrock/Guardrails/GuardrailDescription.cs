using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Words a guardrail as ListGuardrails and GetGuardrail do.</summary>
internal static class GuardrailDescription
{
    public static JsonObject Summary(GuardrailPolicy policy, string version, LocalAwsOptions options)
    {
        var summary = new JsonObject
        {
            ["id"] = policy.Id,
            ["arn"] = Arn(policy, options),
            ["status"] = "READY",
            ["name"] = policy.Name ?? policy.Id,
            ["version"] = version,
            ["createdAt"] = Time(policy),
            ["updatedAt"] = Time(policy),
        };
        if (policy.Description is { } description)
            summary["description"] = description;

        return summary;
    }

    public static JsonObject Whole(GuardrailPolicy policy, string version, LocalAwsOptions options)
    {
        var whole = new JsonObject
        {
            ["name"] = policy.Name ?? policy.Id,
            ["guardrailId"] = policy.Id,
            ["guardrailArn"] = Arn(policy, options),
            ["version"] = version,
            ["status"] = "READY",
            ["createdAt"] = Time(policy),
            ["updatedAt"] = Time(policy),
            ["statusReasons"] = new JsonArray(),
            ["failureRecommendations"] = new JsonArray(),
            ["blockedInputMessaging"] = policy.BlockedInputMessage,
            ["blockedOutputsMessaging"] = policy.BlockedOutputMessage,
        };
        if (policy.Description is { } description)
            whole["description"] = description;
        foreach (var (name, members) in Policies(policy))
            whole[name] = members;

        return whole;
    }

    private static IEnumerable<(string Name, JsonObject Policy)> Policies(GuardrailPolicy policy)
    {
        if (policy.Topics.Count > 0)
            yield return ("topicPolicy", new JsonObject { ["topics"] = List(policy.Topics, Topic) });
        if (policy.Filters.Count > 0)
            yield return ("contentPolicy", new JsonObject { ["filters"] = List(policy.Filters, Filter) });
        if (policy.Words.Count + policy.Profanities.Count > 0)
            yield return ("wordPolicy", Words(policy));
        if (policy.Pii.Count + policy.Regexes.Count > 0)
            yield return ("sensitiveInformationPolicy", Sensitive(policy));
        if (policy.Grounding.Count > 0)
            yield return ("contextualGroundingPolicy", new JsonObject { ["filters"] = List(policy.Grounding, Grounding) });
        if (policy.Reasoning is { } reasoning)
        {
            yield return ("automatedReasoningPolicy", new JsonObject
            {
                ["policies"] = new JsonArray(reasoning.Arn),
                ["confidenceThreshold"] = reasoning.ConfidenceThreshold,
            });
        }
    }

    private static JsonObject Topic(DeniedTopic topic) => Both(
        new() { ["name"] = topic.Name, ["definition"] = $"Speaks of {string.Join(", ", topic.Phrases)}", ["type"] = "DENY" }, "BLOCK");

    private static JsonObject Filter(ContentFilter filter)
    {
        var written = Both(new() { ["type"] = filter.Type }, filter.DetectOnly ? "NONE" : "BLOCK");
        written["inputStrength"] = filter.Strength;
        written["outputStrength"] = filter.Strength;
        return written;
    }

    private static JsonObject Words(GuardrailPolicy policy)
    {
        var words = new JsonObject();
        if (policy.Words.Count > 0)
            words["words"] = List(policy.Words, word => Both(new() { ["text"] = word }, "BLOCK"));
        if (policy.Profanities.Count > 0)
            words["managedWordLists"] = new JsonArray(Both(new() { ["type"] = "PROFANITY" }, "BLOCK"));

        return words;
    }

    private static JsonObject Sensitive(GuardrailPolicy policy)
    {
        var sensitive = new JsonObject();
        if (policy.Pii.Count > 0)
            sensitive["piiEntities"] = List(policy.Pii, pii => Acting(new() { ["type"] = pii.Type }, pii.Action));
        if (policy.Regexes.Count > 0)
            sensitive["regexes"] = List(policy.Regexes, regex => Acting(new() { ["name"] = regex.Name, ["pattern"] = regex.Pattern }, regex.Action));

        return sensitive;
    }

    private static JsonObject Grounding(GroundingFilter filter) => new()
    {
        ["type"] = filter.Type,
        ["threshold"] = filter.Threshold,
        ["action"] = filter.DetectOnly ? "NONE" : "BLOCK",
        ["enabled"] = true,
    };

    private static JsonObject Acting(JsonObject rule, SensitiveDataAction action)
    {
        var name = action switch
        {
            SensitiveDataAction.Mask => "ANONYMIZE",
            SensitiveDataAction.Block => "BLOCK",
            _ => "NONE",
        };
        rule["action"] = name;
        return Both(rule, name);
    }

    private static JsonObject Both(JsonObject rule, string action)
    {
        rule["inputAction"] = action;
        rule["outputAction"] = action;
        rule["inputEnabled"] = true;
        rule["outputEnabled"] = true;
        return rule;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static string Arn(GuardrailPolicy policy, LocalAwsOptions options) =>
        $"arn:aws:bedrock:{options.Region}:{options.AccountId}:guardrail/{policy.Id}";

    private static string Time(GuardrailPolicy policy) =>
        policy.UpdatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

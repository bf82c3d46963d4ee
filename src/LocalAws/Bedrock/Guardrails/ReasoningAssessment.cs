using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Words what automated reasoning finds, as the service model has it. It detects only: it never intervenes.</summary>
internal static class ReasoningAssessment
{
    private const double Certain = 0.95;

    public static JsonObject ToJson(ReasoningPolicy policy, string text)
    {
        var found = policy.Rules.Where(rule => GuardrailRules.Any(rule.Phrases).IsMatch(text)).Select(rule => Write(rule, policy.Arn)).ToList();
        if (found.Count == 0)
            found.Add(new JsonObject { ["noTranslations"] = new JsonObject() });

        return new JsonObject { ["findings"] = new JsonArray([.. found]) };
    }

    private static JsonObject Write(ReasoningRule rule, string arn) => rule.Kind switch
    {
        ReasoningKind.Valid => Translated("valid", rule, ("claimsTrueScenario", Scenario(rule.TrueWhen)), ("supportingRules", Rules(rule, arn))),
        ReasoningKind.Invalid => Translated("invalid", rule, ("contradictingRules", Rules(rule, arn))),
        ReasoningKind.Satisfiable => Translated(
            "satisfiable", rule, ("claimsTrueScenario", Scenario(rule.TrueWhen)), ("claimsFalseScenario", Scenario(rule.FalseWhen))),
        ReasoningKind.Impossible => Translated("impossible", rule, ("contradictingRules", Rules(rule, arn))),
        ReasoningKind.TranslationAmbiguous => new JsonObject { ["translationAmbiguous"] = Ambiguous(rule) },
        ReasoningKind.TooComplex => new JsonObject { ["tooComplex"] = new JsonObject() },
        _ => new JsonObject { ["noTranslations"] = new JsonObject() },
    };

    private static JsonObject Translated(string kind, ReasoningRule rule, params ReadOnlySpan<(string Name, JsonNode Value)> members)
    {
        var finding = new JsonObject { ["translation"] = Translation(rule, rule.Claim) };
        foreach (var (name, value) in members)
            finding[name] = value;
        if (rule.LogicWarning is { } warning)
            finding["logicWarning"] = new JsonObject { ["type"] = warning, ["premises"] = Statements(rule.Premise), ["claims"] = Statements(rule.Claim) };

        return new JsonObject { [kind] = finding };
    }

    private static JsonObject Ambiguous(ReasoningRule rule) => new()
    {
        ["options"] = new JsonArray([.. rule.Readings.Select(reading =>
            new JsonObject { ["translations"] = new JsonArray(Translation(rule, reading)) })]),
        ["differenceScenarios"] = new JsonArray(Scenario(rule.TrueWhen), Scenario(rule.FalseWhen)),
    };

    private static JsonObject Translation(ReasoningRule rule, string claim) => new()
    {
        ["premises"] = Statements(rule.Premise),
        ["claims"] = Statements(claim),
        ["untranslatedPremises"] = new JsonArray(),
        ["untranslatedClaims"] = new JsonArray([.. rule.Untranslated.Select(text => new JsonObject { ["text"] = text })]),
        ["confidence"] = Certain,
    };

    private static JsonObject Scenario(string text) => new() { ["statements"] = Statements(text) };

    private static JsonArray Statements(string text) => text.Length == 0
        ? []
        : [new JsonObject { ["logic"] = Logic(text), ["naturalLanguage"] = text }];

    // Looks like the logic of a policy: is_manager for "is manager".
    private static string Logic(string text) =>
        string.Concat(text.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')).Trim('_');

    private static JsonArray Rules(ReasoningRule rule, string arn) =>
        [new JsonObject { ["identifier"] = rule.Rule, ["policyVersionArn"] = arn }];
}

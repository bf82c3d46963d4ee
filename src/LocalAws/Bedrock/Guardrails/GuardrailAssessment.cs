using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Words findings as a GuardrailAssessment of the service model.</summary>
internal static class GuardrailAssessment
{
    private const int CharactersPerUnit = 1000;

    /// <param name="characters">How much text was looked at.</param>
    public static JsonObject ToJson(IReadOnlyList<GuardrailFinding> findings, GuardrailPolicy policy, int characters)
    {
        var assessment = new JsonObject();
        Add(assessment, "topicPolicy", "topics", findings, FindingKind.Topic, Topic);
        Add(assessment, "wordPolicy", "customWords", findings, FindingKind.Word, Word);
        Add(assessment, "wordPolicy", "managedWordLists", findings, FindingKind.ManagedWord, ManagedWord);
        Add(assessment, "contentPolicy", "filters", findings, FindingKind.Filter, finding => Filter(finding, policy));
        Add(assessment, "sensitiveInformationPolicy", "piiEntities", findings, FindingKind.Pii, Pii);
        Add(assessment, "sensitiveInformationPolicy", "regexes", findings, FindingKind.Regex, OwnRegex);
        assessment["invocationMetrics"] = Metrics(policy, characters);
        return assessment;
    }

    private static void Add(
        JsonObject assessment,
        string policy,
        string list,
        IReadOnlyList<GuardrailFinding> findings,
        FindingKind kind,
        Func<GuardrailFinding, JsonObject> write)
    {
        var items = findings.Where(finding => finding.Kind == kind)
            .DistinctBy(finding => kind is FindingKind.Topic or FindingKind.Filter ? finding.Name : $"{finding.Name}\n{finding.Match}")
            .Select(write).ToList();
        if (items.Count == 0)
            return;

        // The list of the other kind is empty, not absent: both are required members.
        assessment[policy] ??= kind is FindingKind.Pii or FindingKind.Regex
            ? new JsonObject { ["piiEntities"] = new JsonArray(), ["regexes"] = new JsonArray() }
            : kind is FindingKind.Word or FindingKind.ManagedWord
                ? new JsonObject { ["customWords"] = new JsonArray(), ["managedWordLists"] = new JsonArray() }
                : [];
        assessment[policy]![list] = new JsonArray([.. items]);
    }

    // A topic has no match to show: Bedrock judges the whole text.
    private static JsonObject Topic(GuardrailFinding finding) =>
        new() { ["name"] = finding.Name, ["type"] = "DENY", ["action"] = Action(finding), ["detected"] = true };

    private static JsonObject Word(GuardrailFinding finding) =>
        new() { ["match"] = finding.Match, ["action"] = Action(finding), ["detected"] = true };

    private static JsonObject ManagedWord(GuardrailFinding finding)
    {
        var word = Word(finding);
        word["type"] = "PROFANITY";
        return word;
    }

    private static JsonObject Filter(GuardrailFinding finding, GuardrailPolicy policy)
    {
        var filter = policy.Filters.First(filter => filter.Type == finding.Name);
        return new JsonObject
        {
            ["type"] = finding.Name,
            ["confidence"] = filter.Confidence,
            ["filterStrength"] = filter.Strength,
            ["action"] = Action(finding),
            ["detected"] = true,
        };
    }

    private static JsonObject Pii(GuardrailFinding finding) => new()
    {
        ["type"] = finding.Name,
        ["match"] = finding.Match,
        ["action"] = Action(finding),
        ["detected"] = true,
    };

    private static JsonObject OwnRegex(GuardrailFinding finding) => new()
    {
        ["name"] = finding.Name,
        ["match"] = finding.Match,
        ["regex"] = finding.Pattern,
        ["action"] = Action(finding),
        ["detected"] = true,
    };

    private static string Action(GuardrailFinding finding) => finding switch
    {
        { IsMasked: true } => "ANONYMIZED",
        { IsBlocked: true } => "BLOCKED",
        _ => "NONE",
    };

    public static int Units(int characters) => (characters + CharactersPerUnit - 1) / CharactersPerUnit;

    private static JsonObject Metrics(GuardrailPolicy policy, int characters)
    {
        var units = Units(characters);
        return new JsonObject
        {
            ["guardrailProcessingLatency"] = 0,
            ["usage"] = new JsonObject
            {
                ["topicPolicyUnits"] = policy.Topics.Count > 0 ? units : 0,
                ["contentPolicyUnits"] = policy.Filters.Count > 0 ? units : 0,
                ["wordPolicyUnits"] = policy.Words.Count + policy.Profanities.Count > 0 ? units : 0,
                ["sensitiveInformationPolicyUnits"] = policy.Pii.Count > 0 ? units : 0,
                ["sensitiveInformationPolicyFreeUnits"] = policy.Regexes.Count > 0 ? units : 0,
                ["contextualGroundingPolicyUnits"] = 0,
            },
            ["guardrailCoverage"] = new JsonObject
            {
                ["textCharacters"] = new JsonObject { ["guarded"] = characters, ["total"] = characters },
            },
        };
    }
}

using System.Collections.Concurrent;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The guardrails of the account.</summary>
public sealed class GuardrailBook
{
    private readonly ConcurrentDictionary<string, GuardrailRules> _guardrails = new(StringComparer.Ordinal);

    /// <summary>Adds a guardrail or replaces it.</summary>
    /// <exception cref="ArgumentException">A kind of personal data is not known, or a pattern cannot be read.</exception>
    public void Put(GuardrailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _guardrails[policy.Id] = new GuardrailRules(policy);
    }

    /// <param name="identifier">The id or an ARN.</param>
    internal GuardrailRules? Find(string identifier, string version) =>
        _guardrails.TryGetValue(identifier[(identifier.LastIndexOf('/') + 1)..], out var rules)
            && rules.Policy.Versions.Contains(version)
            ? rules
            : null;
}

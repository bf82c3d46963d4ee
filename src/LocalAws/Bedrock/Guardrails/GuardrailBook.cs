using System.Collections.Concurrent;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>The guardrails of the account.</summary>
public sealed class GuardrailBook
{
    private readonly ConcurrentDictionary<string, GuardrailRules> _guardrails = new(StringComparer.Ordinal);

    /// <summary>Adds a guardrail or replaces it.</summary>
    /// <exception cref="ArgumentException">A kind of personal data is not known, or a pattern cannot be read, or a filter or a guardrail's id is none.</exception>
    public void Put(GuardrailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Id.Length == 0 || !policy.Id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)))
            throw new ArgumentException($"\"{policy.Id}\" is no guardrail's id: lower case letters and digits.", nameof(policy));

        if (policy.Grounding.FirstOrDefault(filter => !GroundingFilter.Types.Contains(filter.Type)) is { } unknown)
            throw new ArgumentException($"{unknown.Type} is none of {string.Join(", ", GroundingFilter.Types)}.", nameof(policy));

        _guardrails[policy.Id] = new GuardrailRules(policy);
    }

    internal IEnumerable<GuardrailRules> All => _guardrails.Values.OrderBy(rules => rules.Policy.Id, StringComparer.Ordinal);

    /// <param name="identifier">The id or an ARN.</param>
    internal GuardrailRules? Find(string identifier) => _guardrails.GetValueOrDefault(identifier[(identifier.LastIndexOf('/') + 1)..]);

    /// <param name="identifier">The id or an ARN.</param>
    internal GuardrailRules? Find(string identifier, string version) =>
        Find(identifier) is { } rules && rules.Policy.Versions.Contains(version) ? rules : null;
}

namespace AgentStack.McpServer.Guardrails.Findings;

/// <summary>Something that a policy found in a text.</summary>
internal sealed record PolicyFinding(Policy Policy, Effect Effect)
{
    /// <summary>The kind, in the service's words: <c>EMAIL</c>, <c>INSULTS</c>, <c>PROFANITY</c>, <c>GROUNDING</c>, …</summary>
    public string? Type { get; init; }

    /// <summary>Of a topic or a regular expression.</summary>
    public string? Name { get; init; }

    /// <summary>The very words.</summary>
    public string? Match { get; init; }

    public string? Pattern { get; init; }

    /// <summary>How sure the filter is: NONE, LOW, MEDIUM or HIGH.</summary>
    public string? Confidence { get; init; }

    /// <summary>From which confidence on the filter blocks.</summary>
    public string? Strength { get; init; }

    public double? Score { get; init; }

    /// <summary>The lowest score that passes.</summary>
    public double? Threshold { get; init; }

    public override string ToString()
    {
        var words = new List<string> { Policy.ToString().ToLowerInvariant() };
        if (Type is not null and not "DENY" && !Type.Equals(Policy.ToString(), StringComparison.OrdinalIgnoreCase))
            words.Add(Type);
        if (Name is not null)
            words.Add($"\"{Name}\"");
        if (Match is not null)
            words.Add($"\"{Match}\"");
        if (Confidence is not null)
            words.Add($"({Confidence.ToLowerInvariant()} confidence)");
        if (Score is not null)
            words.Add(FormattableString.Invariant($"(score {Score:0.##}, needs {Threshold:0.##})"));

        return string.Join(' ', words);
    }
}

namespace AgentStack.Agent.Doctor;

/// <summary>What a check found. It holds no secret and no token.</summary>
/// <param name="Text">One line; of a failure it names what is wrong.</param>
internal sealed record Finding(bool IsGood, string Text)
{
    /// <summary>Why, in as many lines as it takes.</summary>
    public string? Cause { get; init; }

    public string? Remedy { get; init; }

    /// <summary>Commands that would mend it, with placeholders for what only a person knows.</summary>
    public IReadOnlyList<string> Fix { get; init; } = [];

    /// <summary>A failure that leaves open whether the next steps can be taken, so that they are.</summary>
    public bool IsHarmless { get; init; }

    public static Finding Good(string text) => new(true, text);

    public static Finding Bad(string text, string? cause, string? remedy, params IReadOnlyList<string> fix) =>
        new(false, text) { Cause = cause, Remedy = remedy, Fix = fix };
}

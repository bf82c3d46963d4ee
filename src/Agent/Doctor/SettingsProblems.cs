namespace AgentStack.Agent.Doctor;

/// <summary>All that is wrong with the settings; what they touch was left out of what was built.</summary>
internal sealed record SettingsProblems(IReadOnlyList<string> All)
{
    public const string Obstacle = "because its settings are wrong";

    /// <summary>Whether anything in the section is wrong.</summary>
    public bool Touch(string section) =>
        All.Any(problem => problem.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase)
            || problem.StartsWith($"{section} ", StringComparison.OrdinalIgnoreCase));
}

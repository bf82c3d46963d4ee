namespace AgentStack.Agent.Doctor.Checks;

/// <summary>All that is wrong with the configuration, at once.</summary>
/// <param name="problems">What is wrong.</param>
/// <param name="hasServers">Whether any MCP server is named; an agent without one is no mistake, but seldom meant.</param>
internal sealed class SettingsCheck(SettingsProblems problems, bool hasServers) : IDoctorCheck
{
    private const string NoServers =
        "no MCP server is named, so that the agent has no tools: McpServers:NAME:RuntimeArn, :GatewayUrl or :Url names one";

    public string Name => "settings";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Settings;

    public Task<Finding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Judge());

    private Finding Judge()
    {
        var keys = problems.All.Select(problem => problem.Split(' ')[0]).Distinct(StringComparer.Ordinal).ToList();
        return keys.Count == 0
            ? Finding.Good(hasServers ? "nothing is wrong with them" : $"nothing is wrong with them; {NoServers}")
            : Finding.Bad(
                $"{string.Join(", ", keys)} {(keys.Count == 1 ? "is" : "are")} wrong",
                string.Join('\n', problems.All),
                "Correct what is named; the agent does not start as it is.",
                [.. keys.Where(IsSetting).Select(key => $"export {key.Replace(":", "__", StringComparison.Ordinal)}='<what it is to be>'")]);
    }

    private static bool IsSetting(string key) =>
        key.Contains(':', StringComparison.Ordinal) && key.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_');
}

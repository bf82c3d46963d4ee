using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>Three lists of rules. A rule by name goes before one by annotation, and the stricter of two before the other.</summary>
internal sealed class ToolRules
{
    public const string Auto = nameof(Auto);
    public const string Ask = nameof(Ask);
    public const string Deny = nameof(Deny);

    private readonly IReadOnlyList<(ToolRule Rule, ToolAction Action)> _rules;

    private ToolRules(IEnumerable<(ToolRule Rule, ToolAction Action)> rules) =>
        _rules = [.. rules.OrderByDescending(rule => rule.Rule.IsByName).ThenByDescending(rule => rule.Action)];

    public static ToolRules Read(SettingsSection section) => new(
        Read(section, Auto, ToolAction.Auto)
            .Concat(Read(section, Ask, ToolAction.Ask))
            .Concat(Read(section, Deny, ToolAction.Deny)));

    /// <summary>Null when no rule is for that tool.</summary>
    public ToolVerdict? Find(RemoteTool tool)
    {
        foreach (var (rule, action) in _rules)
        {
            if (rule.Matches(tool))
                return new ToolVerdict(action, $"the rule \"{rule.Text}\"");
        }

        return null;
    }

    private static IEnumerable<(ToolRule Rule, ToolAction Action)> Read(SettingsSection section, string key, ToolAction action) =>
        section.Texts(key, text => ToolRule.Parse(text) is not null, ToolRule.Expected)
            .Select(ToolRule.Parse)
            .OfType<ToolRule>()
            .Select(rule => (rule, action));
}

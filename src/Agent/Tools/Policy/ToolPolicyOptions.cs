using AgentStack.Settings;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>Which tools run by themselves, which need a person, and which are kept back: the section <c>Policy</c>.</summary>
internal sealed class ToolPolicyOptions
{
    private const string Section = "Policy";
    private const string CallerSection = "Callers";
    private const string HeaderKey = "Header";
    private const string ClaimKey = "Claim";
    private const string ValueKey = "Value";

    /// <summary>For tools that no rule is for.</summary>
    public ToolAction Default { get; private init; } = ToolAction.Auto;

    public required ToolRules Rules { get; init; }

    /// <summary>Tried in the order of their names.</summary>
    public IReadOnlyList<CallerRules> Callers { get; private init; } = [];

    public static ToolPolicyOptions Read(SettingsReader reader)
    {
        var section = reader.Section(Section, nameof(Default), ToolRules.Auto, ToolRules.Ask, ToolRules.Deny, CallerSection);
        var chosen = section.Text(nameof(Default)) ?? nameof(ToolAction.Auto);
        if (!Enum.TryParse<ToolAction>(chosen, ignoreCase: true, out var action) || !Enum.IsDefined(action))
            section.Problem(nameof(Default), $"is \"{chosen}\"; the choices are {string.Join(", ", Enum.GetNames<ToolAction>())}");

        return new ToolPolicyOptions
        {
            Default = action,
            Rules = ToolRules.Read(section),
            Callers =
            [
                .. reader.Names($"{Section}:{CallerSection}").Select(name => ReadCaller(reader, name)).OfType<CallerRules>(),
            ],
        };
    }

    private static CallerRules? ReadCaller(SettingsReader reader, string name)
    {
        var section = reader.Section(
            $"{Section}:{CallerSection}:{name}", HeaderKey, ClaimKey, ValueKey, ToolRules.Auto, ToolRules.Ask, ToolRules.Deny);
        var header = section.Text(HeaderKey);
        var claim = section.Text(ClaimKey);
        if (header is null == claim is null)
        {
            section.Problem(HeaderKey, $"or {ClaimKey} must say, one of them, by what the callers are known");
            return null;
        }

        return new CallerRules(name, header, claim, ToolRule.Pattern(section.Text(ValueKey) ?? "*"), ToolRules.Read(section));
    }
}

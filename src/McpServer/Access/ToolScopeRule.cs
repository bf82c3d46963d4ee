using System.IO.Enumeration;
using AgentStack.Settings;

namespace AgentStack.McpServer.Access;

/// <summary>The scopes that a caller must have, all of them, for the tools whose names match.</summary>
/// <param name="Pattern">A tool's name, with <c>*</c> for any text; case does not matter, so that it protects more.</param>
/// <param name="Scopes">At least one.</param>
internal sealed record ToolScopeRule(string Pattern, IReadOnlyList<string> Scopes)
{
    public const string Key = "ToolScopes";

    private const string Section = $"Access:{Key}";
    private const string Remedy = "write PATTERN=SCOPE SCOPE; PATTERN=SCOPE, or a section with a key for each pattern";

    private static readonly char[] Separators = [' ', ','];

    public bool Matches(string tool) => FileSystemName.MatchesSimpleExpression(Pattern, tool, ignoreCase: true);

    /// <summary>Whether a name can match that begins so.</summary>
    public bool MayMatch(string prefix)
    {
        var end = Pattern.IndexOf('*', StringComparison.Ordinal);
        var start = end < 0 ? Pattern : Pattern[..end];
        return start.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            || (end >= 0 && prefix.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A section with a key for each pattern, or one text: a variable's name holds neither <c>*</c> nor <c>__</c>.</summary>
    public static IReadOnlyList<ToolScopeRule> Read(SettingsReader settings, SettingsSection access)
    {
        var names = settings.Names(Section);
        var section = settings.Section(Section, [.. names]);
        List<ToolScopeRule> rules =
            [.. names.Select(name => new ToolScopeRule(name, section.Texts(name))), .. ReadText(access)];
        foreach (var rule in rules)
            rule.Check(access);

        return rules;
    }

    private static IEnumerable<ToolScopeRule> ReadText(SettingsSection access)
    {
        const StringSplitOptions Neat = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var entry in (access.Text(Key) ?? "").Split(';', Neat))
        {
            var sides = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            yield return new ToolScopeRule(sides[0], sides is [_, var scopes] ? scopes.Split(Separators, Neat) : []);
        }
    }

    private void Check(SettingsSection access)
    {
        if (Pattern.Length == 0 || !Pattern.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '*' or '_' or '-'))
            access.Problem(Key, $"has \"{Pattern}\", which no tool's name can match: {Remedy}");

        if (Scopes.Count == 0)
            access.Problem(Key, $"names no scope for \"{Pattern}\", so that nothing would be asked for: {Remedy}");

        foreach (var scope in Scopes.Where(scope => !ScopeName.IsValid(scope)))
            access.Problem(Key, $"has \"{scope}\" for \"{Pattern}\", which is not {ScopeName.Expected}");
    }
}

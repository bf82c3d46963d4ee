using System.Text;
using System.Text.RegularExpressions;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>
/// Which tools a rule is for: a name in which <c>*</c> stands for anything, with its server before a slash where that
/// matters (<c>files/*_delete</c>), or an annotation: <c>@destructive</c>, <c>@read-only</c>, <c>@open-world</c>.
/// </summary>
internal sealed class ToolRule
{
    private static readonly Dictionary<string, Func<RemoteToolHints, bool>> Annotations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@destructive"] = hints => hints.IsDestructive,
        ["@read-only"] = hints => hints.IsReadOnly,
        ["@open-world"] = hints => hints.IsOpenWorld,
    };

    private readonly Func<RemoteToolHints, bool>? _annotation;
    private readonly Regex? _name;
    private readonly bool _namesServer;

    private ToolRule(string text, Func<RemoteToolHints, bool>? annotation, Regex? name, bool namesServer)
    {
        Text = text;
        _annotation = annotation;
        _name = name;
        _namesServer = namesServer;
    }

    public static string Expected { get; } =
        $"a tool's name, with * for anything and its server before a slash, or one of {string.Join(", ", Annotations.Keys)}";

    public string Text { get; }

    /// <summary>A rule by name is meant for that tool, and goes before one by annotation.</summary>
    public bool IsByName => _name is not null;

    public static ToolRule? Parse(string text)
    {
        if (text.StartsWith('@'))
        {
            return Annotations.TryGetValue(text, out var annotation)
                ? new ToolRule(text, annotation, name: null, namesServer: false)
                : null;
        }

        return new ToolRule(text, annotation: null, Pattern(text), text.Contains('/', StringComparison.Ordinal));
    }

    public bool Matches(RemoteTool tool) =>
        _annotation?.Invoke(tool.Hints)
        ?? _name!.IsMatch(_namesServer ? $"{tool.Server}/{tool.Name}" : tool.Name);

    public static Regex Pattern(string text)
    {
        var pattern = new StringBuilder("^").AppendJoin(".*", text.Split('*').Select(Regex.Escape)).Append('$');
        return new Regex(
            pattern.ToString(),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}

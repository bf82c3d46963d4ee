using System.Globalization;
using System.Text.RegularExpressions;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Ssm;

/// <summary>The rules for the name of a new parameter, and the <c>name:version</c> form in which one is asked for.</summary>
internal static partial class ParameterName
{
    private const int MaximumLength = 1011;
    private const int MaximumLevels = 15;

    public static AwsError? Problem(string name)
    {
        if (name.Length > MaximumLength)
            return SsmErrors.Constraint("name", name, $"Member must have length less than or equal to {MaximumLength}");

        if (!Allowed().IsMatch(name) || Reserved().IsMatch(name))
        {
            return SsmErrors.Validation(
                "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed as a path, it can "
                + "consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and "
                + "the following 3 symbols .-_");
        }

        if (name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('/'))
            return SsmErrors.Validation("Parameter name must be a fully qualified name.");

        return name.Count(c => c == '/') > MaximumLevels ? SsmErrors.TooDeep : null;
    }

    /// <summary>The version is null when none is asked for, and -1 when it is no number (a label).</summary>
    public static (string Name, long? Version) ReadSelector(string text) => text.Split(':', 2) switch
    {
        [var name, var version] => (name, long.TryParse(version, CultureInfo.InvariantCulture, out var number) ? number : -1),
        _ => (text, null),
    };

    [GeneratedRegex(@"^/?[a-zA-Z0-9_.\-]+(/[a-zA-Z0-9_.\-]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Allowed();

    [GeneratedRegex("^/?(aws|ssm)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reserved();
}

namespace AgentStack.Agent.Commands;

/// <summary>Tells configuration (<c>--Section:Key=value</c>, <c>--urls …</c>) from the words of a command.</summary>
internal static class SettingArguments
{
    private const string Urls = "--urls";

    public static (string[] Settings, string[] Words) Split(string[] args)
    {
        var settings = new List<string>();
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (key, hasValue) = args[i].Split('=', 2) is [var before, _] ? (before, true) : (args[i], false);
            if (!IsSetting(key))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!hasValue && i + 1 < args.Length)
                settings.Add(args[++i]);
        }

        return ([.. settings], [.. words]);
    }

    private static bool IsSetting(string key) =>
        key == Urls || (key.StartsWith("--", StringComparison.Ordinal) && key.Contains(':', StringComparison.Ordinal));
}

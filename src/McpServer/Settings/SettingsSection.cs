using System.Globalization;

namespace AgentStack.McpServer.Settings;

/// <summary>One section, whose values are read by key; a value of the wrong kind is reported and left out.</summary>
internal sealed class SettingsSection(IConfigurationSection section, SettingsReader reader)
{
    private static readonly char[] Separators = [' ', ',', ';'];

    public string? Text(string key) => section[key] is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>A list: <c>Key:0</c>, <c>Key:1</c>, … or one text separated by commas or spaces.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var list = section.GetSection(key);
        return list.Value is { Length: > 0 } text
            ? text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [.. list.GetChildren().Select(child => child.Value?.Trim()).OfType<string>().Where(item => item.Length > 0)];
    }

    public IReadOnlyList<string> Texts(string key, Func<string, bool> isValid, string expected)
    {
        var texts = Texts(key);
        foreach (var wrong in texts.Where(text => !isValid(text)))
            Problem(key, $"holds \"{wrong}\", which is not {expected}");

        return texts;
    }

    public long? Number(string key, long minimum, long maximum)
    {
        if (Text(key) is not { } text)
            return null;

        if (long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
            return number;

        Problem(key, $"is \"{text}\", which is not a whole number from {minimum} to {maximum}");
        return null;
    }

    public void Problem(string key, string problem) => reader.AddProblem($"{section.Path}:{key}", problem);
}

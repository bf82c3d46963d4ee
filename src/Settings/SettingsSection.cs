using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Settings;

/// <summary>One section, whose values are read by key; a value of the wrong kind is reported and left out.</summary>
public sealed class SettingsSection(IConfigurationSection section, SettingsReader reader)
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

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
            return null;

        if (bool.TryParse(text, out var flag))
            return flag;

        Problem(key, $"is \"{text}\", which is not true or false");
        return null;
    }

    public void Problem(string key, string problem) => reader.AddProblem($"{section.Path}:{key}", problem);

    /// <summary>An options object; a value of the wrong kind is reported, key by key, and leaves its default.</summary>
    internal T Bind<T>()
        where T : class, new()
    {
        var options = new T();
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
        {
            try
            {
                // A variable that is set to nothing says as little as one that is not set.
                if (Read(property) is not { } value || value is "")
                    continue;

                // A bare number is days to the framework, and seconds to everybody else.
                if (value is TimeSpan && !section[property.Name]!.Contains(':', StringComparison.Ordinal))
                    throw new InvalidOperationException();

                property.SetValue(options, value);
            }
            catch (InvalidOperationException)
            {
                Problem(property.Name, $"is \"{section[property.Name]}\", which is not a {Describe(property.PropertyType)}");
            }
        }

        return options;
    }

    // The framework's binder overlooks a list that is one text.
    private object? Read(PropertyInfo property)
    {
        var value = section.GetSection(property.Name);
        return property.PropertyType == typeof(IReadOnlyList<string>) && value.Exists()
            ? Texts(property.Name)
            : value.Get(property.PropertyType);
    }

    private static string Describe(Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        return kind == typeof(TimeSpan) ? "time such as 00:01:30"
            : kind.IsEnum ? $"choice; the choices are {string.Join(", ", Enum.GetNames(kind))}"
            : kind == typeof(bool) ? "true or false"
            : "number";
    }
}

using System.Text.Json;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

/// <summary>The arguments of a call as a command line has them: JSON, and single ones that win over it.</summary>
internal static class CommandArguments
{
    private const string StandardInput = "-";
    private const char FileMark = '@';

    /// <exception cref="SettingsException">They cannot be understood.</exception>
    public static async Task<Dictionary<string, object?>> ReadAsync(
        JsonElement schema, ToolsCallOptions options, TextReader input, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (options.Json is { } json)
        {
            foreach (var member in ReadObject(await ReadTextAsync(json, input, cancellationToken)).EnumerateObject())
                arguments[member.Name] = member.Value;
        }

        foreach (var given in options.Arguments.Select(Split).GroupBy(pair => pair.Key, StringComparer.Ordinal))
            arguments[given.Key] = ArgumentText.Read(schema, given.Key, [.. given.Select(pair => pair.Value)]);

        return arguments;
    }

    private static (string Key, string Value) Split(string argument) => argument.IndexOf('=', StringComparison.Ordinal) switch
    {
        <= 0 => throw new UsageException($"--arg \"{argument}\" is not key=value, such as --arg city=Oslo"),
        var at => (argument[..at], argument[(at + 1)..]),
    };

    private static async Task<string> ReadTextAsync(string json, TextReader input, CancellationToken cancellationToken)
    {
        if (json == StandardInput)
            return await input.ReadToEndAsync(cancellationToken);

        if (!json.StartsWith(FileMark))
            return json;

        try
        {
            return await File.ReadAllTextAsync(json[1..], cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--json {json} cannot be read: {e.Message}");
        }
    }

    private static JsonElement ReadObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new UsageException($"--json is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }

        throw new UsageException("--json is no JSON object, such as {\"city\": \"Oslo\"}");
    }
}

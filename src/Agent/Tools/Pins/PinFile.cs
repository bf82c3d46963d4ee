using System.Text.Json;

namespace AgentStack.Agent.Tools.Pins;

/// <summary>A file of pinned tools: <c>{"server": {"tool": "sha256:…"}}</c>. As in the settings, a server's case does not matter.</summary>
internal static class PinFile
{
    /// <exception cref="InvalidDataException">It cannot be read, or is something else; the message says what.</exception>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var pins = JsonSerializer.Deserialize(file, PinJson.Default.DictionaryStringDictionaryStringString) ?? [];
            if (pins.Values.Any(tools => tools is null))
                throw new JsonException("A server's pins are null.");

            var wrong = pins.SelectMany(server => server.Value, (server, tool) => (Server: server.Key, tool.Key, tool.Value))
                .FirstOrDefault(pin => pin.Value is null || !ToolFingerprint.IsOne(pin.Value));
            if (wrong.Server is not null)
                throw new InvalidDataException($"has no fingerprint (sha256: and 64 digits) for {wrong.Server}/{wrong.Key}");

            return pins.Keys.GroupBy(server => server, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new InvalidDataException($"names one server more than once: {string.Join(", ", twice)}")
                : new Dictionary<string, Dictionary<string, string>>(pins, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"cannot be read ({e.GetType().Name})", e);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("is not JSON of the form {\"server\": {\"tool\": \"sha256:…\"}}", e);
        }
    }

    /// <summary>Null for a file that can be used.</summary>
    public static string? Problem(string path)
    {
        try
        {
            Read(path);
            return null;
        }
        catch (InvalidDataException e)
        {
            return $"names {path}, which {e.Message}";
        }
    }
}

using System.Text.Json;
using AgentStack.Settings;

namespace AgentStack.McpServer.Hosting;

/// <summary>
/// The settings of a file. It is looked at from time to time, since not every file system tells of changes, and what was
/// read last stays while the file is missing or half written: the framework's own would take that for no settings at all.
/// </summary>
internal sealed class SettingsFileProvider(SettingsFile file) : ConfigurationProvider
{
    private byte[]? _taken;
    private byte[]? _seen;
    private bool _wasThere;

    public bool WasThere => _wasThere;

    public SettingsFile File => file;

    /// <exception cref="SettingsException">The file is missing, or no JSON.</exception>
    public override void Load()
    {
        (_taken, _seen) = (Read(), null);
        if (Parse(_taken) is var (data, problem) && problem is not null)
            throw new SettingsException([problem]);

        Data = data!;
    }

    /// <summary>Whether the file is another one than was taken last, and was so at the last look too: nobody writes at it.</summary>
    public bool HasSettled()
    {
        var now = Read();
        var (isNews, isSame) = (!IsSame(now, _taken), IsSame(now, _seen));
        _seen = now;
        return isNews && isSame;
    }

    /// <summary>Takes over what the file holds now.</summary>
    /// <returns>What is wrong with it, if anything; the settings stay as they were then.</returns>
    public string? Take()
    {
        // What was wrong is not told again until it is changed.
        _taken = Read();
        var (data, problem) = Parse(_taken);
        if (data is null)
            return problem;

        Data = data;
        OnReload();
        return null;
    }

    private byte[]? Read()
    {
        try
        {
            return System.IO.File.ReadAllBytes(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private (Dictionary<string, string?>? Data, string? Problem) Parse(byte[]? content)
    {
        if (content is null)
        {
            return file.IsOptional && !_wasThere
                ? ([], null)
                : (null, $"{file.Path} is not there, or cannot be read");
        }

        try
        {
            using var json = new MemoryStream(content);
            var data = new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable();
            _wasThere = true;
            return (new Dictionary<string, string?>(data, StringComparer.OrdinalIgnoreCase), null);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            var line = (e as JsonException ?? e.InnerException as JsonException)?.LineNumber + 1;
            return (null, $"{file.Path} is no JSON{(line is null ? "" : $" (line {line})")}");
        }
    }

    private static bool IsSame(byte[]? one, byte[]? other) =>
        one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);
}

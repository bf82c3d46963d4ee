using System.Text.Json;
using AgentStack.Settings;

namespace AgentStack.McpServer.Hosting;

/// <summary>
/// The settings of a file. It is looked at from time to time, since not every file system tells of changes, and what was
/// read last stays while the file is missing or half written: the framework's own would take that for no settings at all.
/// </summary>
internal sealed class SettingsFileProvider(SettingsFile file) : ConfigurationProvider
{
    private const long Largest = 10 * 1024 * 1024;

    private Content _taken;
    private Content? _seen;
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
        var (isNews, isSame) = (!now.IsSame(_taken), _seen is { } seen && now.IsSame(seen));
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

    // A pipe or a device has no length: it is not opened, since what is read there may never end, or never come.
    private Content Read()
    {
        try
        {
            var target = System.IO.File.ResolveLinkTarget(file.Path, returnFinalTarget: true)?.FullName ?? file.Path;
            return new FileInfo(target).Length switch
            {
                0 => new Content(null, "is no JSON: it is empty, or no regular file"),
                > Largest => new Content(null, $"is longer than {Largest / 1024 / 1024} MB"),
                _ => new Content(System.IO.File.ReadAllBytes(file.Path), null),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private (Dictionary<string, string?>? Data, string? Problem) Parse(Content content)
    {
        if (content.Problem is not null)
            return (null, $"{file.Path} {content.Problem}");

        if (content.Bytes is not { } bytes)
        {
            return file.IsOptional && !_wasThere
                ? ([], null)
                : (null, $"{file.Path} is not there, or cannot be read");
        }

        try
        {
            using var json = new MemoryStream(bytes);
            var data = new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable();
            _wasThere = true;
            return (new Dictionary<string, string?>(data, StringComparer.OrdinalIgnoreCase), null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            var line = (e as JsonException ?? e.InnerException as JsonException)?.LineNumber + 1;
            return (null, $"{file.Path} is no JSON{(line is null ? "" : $" (line {line})")}");
        }
    }

    /// <param name="Bytes">What it holds; null where it is not there, or not to be used.</param>
    /// <param name="Problem">Why it is not to be used.</param>
    private readonly record struct Content(byte[]? Bytes, string? Problem)
    {
        public bool IsSame(Content other) => Problem == other.Problem
            && (Bytes is null || other.Bytes is null
                ? Bytes is null && other.Bytes is null
                : Bytes.AsSpan().SequenceEqual(other.Bytes));
    }
}

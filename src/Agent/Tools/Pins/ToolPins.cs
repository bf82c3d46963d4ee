using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools.Pins;

/// <summary>
/// Holds tools to what they were when they were first seen, or to what they are pinned to: a server that changes what a
/// tool says of itself after it was trusted changes what the model does.
/// </summary>
internal sealed partial class ToolPins(ToolOptions options, ILogger<ToolPins> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Server, string Tool), string> _seen = [];
    private readonly HashSet<(string Server, string Tool, string Fingerprint)> _told = [];
    private readonly List<(string Server, string Sentence)> _news = [];
    private IReadOnlyDictionary<string, Dictionary<string, string>> _pinned = new Dictionary<string, Dictionary<string, string>>();

    /// <summary>Reads the pins again; those of before stand while the file cannot be read.</summary>
    public void Refresh()
    {
        if (options.Pins is null)
            return;

        try
        {
            var pinned = PinFile.Read(options.Pins);
            lock (_gate)
                _pinned = pinned;
        }
        catch (InvalidDataException e)
        {
            Log.Unreadable(logger, options.Pins, e.Message);
        }
    }

    /// <summary>Null for a tool that may be offered, else why not.</summary>
    public string? Refusal(RemoteTool tool, string fingerprint)
    {
        lock (_gate)
        {
            return Difference(tool, fingerprint) is not { } difference ? null
                : options.OnChange == OnToolChange.Deny ? Deny(tool, fingerprint, difference)
                : Accept(tool, fingerprint, difference);
        }
    }

    /// <summary>Changes of offered tools that nobody was told of yet, a sentence each.</summary>
    /// <param name="server">Whose tools; null for all.</param>
    public IReadOnlyList<string> TakeNews(string? server = null)
    {
        lock (_gate)
        {
            IReadOnlyList<string> taken = [.. _news.Where(IsMeant).Select(news => news.Sentence)];
            _news.RemoveAll(IsMeant);
            return taken;
        }

        bool IsMeant((string Server, string Sentence) news) => server is null || news.Server == server;
    }

    private string? Difference(RemoteTool tool, string fingerprint)
    {
        if (_pinned.TryGetValue(tool.Server, out var pinned))
        {
            return pinned.TryGetValue(tool.Name, out var pin)
                ? pin == fingerprint ? null : "its definition is not the one that is pinned (Tools:Pins)"
                : "it is not among its server's pinned tools (Tools:Pins)";
        }

        return _seen.TryAdd((tool.Server, tool.Name), fingerprint) || _seen[(tool.Server, tool.Name)] == fingerprint
            ? null
            : "its definition has changed since it was first seen (Tools:OnChange)";
    }

    private string Deny(RemoteTool tool, string fingerprint, string difference)
    {
        if (_told.Add((tool.Server, tool.Name, fingerprint)))
            Log.Changed(logger, new UnofferedTool(tool.Server, tool.Name, difference).ToString(), fingerprint);

        return difference;
    }

    private string? Accept(RemoteTool tool, string fingerprint, string difference)
    {
        if (!_pinned.ContainsKey(tool.Server))
            _seen[(tool.Server, tool.Name)] = fingerprint;

        if (options.OnChange == OnToolChange.Warn)
            Tell(tool, fingerprint, $"The tool '{ModelText.Clean(tool.Name)}' of MCP server '{tool.Server}' is offered, but {difference}.");

        return null;
    }

    private void Tell(RemoteTool tool, string fingerprint, string sentence)
    {
        // With first sight as the measure, a change back is a change again.
        if (!_told.Add((tool.Server, tool.Name, fingerprint)) && _pinned.ContainsKey(tool.Server))
            return;

        _news.Add((tool.Server, sentence));
        Log.Changed(logger, sentence, fingerprint);
    }

    private static partial class Log
    {
        [LoggerMessage(3005, LogLevel.Warning, "{Change} Its fingerprint is {Fingerprint}")]
        public static partial void Changed(ILogger logger, string change, string fingerprint);

        [LoggerMessage(3006, LogLevel.Error, "The pins in {File} are not read again: it {Problem}")]
        public static partial void Unreadable(ILogger logger, string file, string problem);
    }
}

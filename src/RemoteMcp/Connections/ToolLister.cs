using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// Reads a server's tools, page by page and entry by entry: an entry that is wrong costs that tool, and a list without end
/// costs what comes after its limits.
/// </summary>
internal sealed class ToolLister(string server, RemoteToolOptions options, MarkedTools marked, TimeProvider clock)
{
    private readonly ToolFilter _filter = new(options);
    private readonly ListPages _pages = new(RequestMethods.ToolsList, "tools", "tools");

    public async Task<ToolListing> ListAsync(Connection connection, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, RemoteTool>(StringComparer.Ordinal);
        var leftOut = new List<LeftOutTool>();
        var known = new List<Tool>();
        var characters = 0L;
        var (cut, timeToLive) = await _pages.ReadAsync(
            connection,
            page =>
            {
                characters += Read(page, connection, found, leftOut, known);
                return (found.Count, characters);
            },
            cancellationToken);
        marked.Replace(known, connection);
        if (cut is not null)
            leftOut.Add(new LeftOutTool("…", cut));

        return new ToolListing([.. found.Values], leftOut, clock.GetUtcNow()) { TimeToLive = timeToLive };
    }

    /// <returns>How many characters of definitions were read.</returns>
    private long Read(
        JsonArray tools, Connection connection, Dictionary<string, RemoteTool> found, List<LeftOutTool> leftOut, List<Tool> known)
    {
        var characters = 0L;
        for (var i = 0; i < tools.Count; i++)
        {
            if (found.Count >= ListPages.MostEntries)
            {
                leftOut.Add(new LeftOutTool("…", _pages.TooMany));
                return characters;
            }

            var entry = ToolEntry.Read(server, tools[i], connection);
            characters += entry.Characters;
            if (entry.Marked is { } tool)
                known.Add(tool);

            var denied = entry.Reason is null ? _filter.Reason(entry.Name) : null;
            var reason = entry.Reason ?? denied
                ?? (found.TryAdd(entry.Name, entry.Tool!) ? null : "the server lists the name more than once; the first is used");
            if (reason is not null && leftOut.Count < ListPages.MostEntries)
                leftOut.Add(new LeftOutTool(entry.Name.Length > 0 ? entry.Name : $"entry {i + 1}", reason) { IsBySettings = denied is not null });
        }

        return characters;
    }
}

using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>Starts the real server in front of others.</summary>
internal static class GatewayStage
{
    /// <summary>With these upstreams, which want no proof of who calls, and these settings besides.</summary>
    public static Task<RunningServer> StartAsync(IEnumerable<(string Name, Uri Url)> upstreams, params (string Key, string Value)[] settings) =>
        StartAsync(upstreams, clock: null, settings);

    public static Task<RunningServer> StartAsync(
        IEnumerable<(string Name, Uri Url)> upstreams, FakeClock? clock, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, url) in upstreams)
        {
            all[$"Gateway:Upstreams:{name}:Url"] = url.AbsoluteUri;
            all[$"Gateway:Upstreams:{name}:Auth"] = "None";
        }

        foreach (var (key, value) in settings)
            all[$"Gateway:{key}"] = value;

        return RunningServer.StartAsync(all, clock);
    }

    /// <summary>The entries of a list that come from an upstream.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ListAsync(this RunningServer gateway, string list, string member, string prefix)
    {
        var answer = await gateway.PostAsync(Messages.Request(list));
        return
        [
            .. answer.Result[member]!.AsArray().Select(entry => entry!.AsObject())
                .Where(entry => ((string)(entry["name"] ?? entry["uri"])!).StartsWith(prefix, StringComparison.Ordinal)),
        ];
    }

    public static async Task<IReadOnlyList<string>> ToolNamesAsync(this RunningServer gateway, string prefix) =>
        [.. (await gateway.ListAsync("tools/list", "tools", prefix)).Select(tool => (string)tool["name"]!)];

    /// <summary>What is between <c>"result":</c> and the end of a single answer.</summary>
    public static string RawResult(this WireAnswer answer)
    {
        const string Mark = "\"result\":";
        return answer.Text[(answer.Text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..^1];
    }
}

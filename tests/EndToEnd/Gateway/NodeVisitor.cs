using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>The client of the TypeScript SDK, in a Node process of its own.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="mode">The era: <c>legacy</c>, or <c>auto</c> for the newest that both speak.</param>
internal sealed class NodeVisitor(Uri server, string mode) : IVisitor
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "EndToEnd", "OtherServers", "visitor.mjs");

    /// <summary>What the server said while the last requests ran.</summary>
    public JsonArray Told { get; private set; } = [];

    public Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<Ask> asks) => AskAsync(asks, wantsProgress: false);

    public async Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<Ask> asks, bool wantsProgress)
    {
        var lines = asks.Select(ask => new JsonObject
        {
            ["method"] = ask.Method,
            ["params"] = ask.Parameters.DeepClone(),
            ["wantsProgress"] = wantsProgress,
        }.ToJsonString());
        var result = await Subprocess.RunAsync("node", [Script, server.AbsoluteUri, mode], input: string.Join('\n', lines));
        result.ExitCode.ShouldBe(0, result.Error);
        var answers = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Told = answers[^1].AsArray();
        return [.. answers.SkipLast(1).Select(answer => answer.AsObject())];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

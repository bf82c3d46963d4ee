using System.Text.Json.Nodes;

namespace AgentStack.EndToEnd.Tests.OtherServers;

/// <summary>Servers that others wrote: all their tools are offered or explained, and answer when they are called.</summary>
public sealed class OtherServersTests
{
    [Fact]
    public async Task Everything_AllTools_AreOfferedAndAnswer()
    {
        await using var server = await NodeServer.StartEverythingAsync();
        await using var agent = await VisitingAgent.StartAsync(server.Url);

        var (tools, warnings) = await agent.OfferedAsync();
        warnings.ShouldContain("'simulate-research-query' of MCP server 'other' is left out: it runs only as a task");
        var answers = new Dictionary<string, (string Output, bool IsError)>();
        foreach (var (name, schema) in tools)
            answers[name] = await agent.CallAsync(name, Arguments(name, ExampleArguments.For(schema)!.AsObject()));

        answers.Count.ShouldBeGreaterThanOrEqualTo(12);
        answers["echo"].ShouldBe(("Echo: something", false));
        answers["get-sum"].Output.ShouldBe("The sum of 1 and 1 is 2.");
        answers["get-structured-content"].Output.ShouldContain("temperature");
        answers["trigger-long-running-operation"].Output.ShouldContain("completed");
        answers["gzip-file-as-resource"].Output.ShouldContain("resource");
        answers["get-tiny-image"].Output.ShouldContain("image");
        answers["get-resource-links"].Output.ShouldContain("demo://");
    }

    [Theory]
    [InlineData("modern")]
    [InlineData("both")]
    public async Task TypeScriptSdk_AllTools_AreOfferedAndAnswer(string era)
    {
        await using var server = await NodeServer.StartAsync("typescript-server.mjs", era);
        await using var agent = await VisitingAgent.StartAsync(server.Url);

        var (tools, warnings) = await agent.OfferedAsync();

        warnings.ShouldBe("[]");
        tools.Keys.ShouldBe(["add", "area", "depth", "report", "fail", "grow"], ignoreOrder: true);
        (await agent.CallAsync("add", new { a = 2, b = 3 })).ShouldBe(("5", false));
        (await agent.CallAsync("add", new { a = 2, b = (int?)null })).ShouldBe(("2", false));
        (await agent.CallAsync("area", new { shape = new { kind = "square", side = 3 } })).ShouldBe(("9", false));
        (await agent.CallAsync("area", new { shape = new { kind = "square", radius = 3 } })).IsError.ShouldBeTrue();
        (await agent.CallAsync("depth", new { tree = Tree(8) })).ShouldBe(("8", false));
        (await agent.CallAsync("report", null)).Output.ShouldBe("""{"temperature":21.5,"words":["dry","bright"]}""");
        (await agent.CallAsync("fail", null)).ShouldBe(("this is why", true));
    }

    private static JsonObject Tree(int depth)
    {
        var tree = new JsonObject { ["name"] = "leaf" };
        for (var i = 1; i < depth; i++)
            tree = new JsonObject { ["name"] = "branch", ["children"] = new JsonArray(tree) };

        return tree;
    }

    // The plainest duration is ten seconds, and the plainest file one of another machine.
    private static JsonObject Arguments(string tool, JsonObject arguments) => tool switch
    {
        "trigger-long-running-operation" => new JsonObject { ["duration"] = 1, ["steps"] = 2 },
        "gzip-file-as-resource" => new JsonObject { ["data"] = "data:text/plain,hello" },
        _ => arguments,
    };
}

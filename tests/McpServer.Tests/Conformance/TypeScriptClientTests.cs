using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The official TypeScript client, which the conformance suite brings along.</summary>
public sealed class TypeScriptClientTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    [Requirement("R6")]
    [Requirement("V1")]
    public async Task Client_OfTypeScript_ShakesHandsListsCallsAndReads()
    {
        var seen = JsonNode.Parse(await ConformanceSuite.RunScriptAsync("typescript-client.mjs", server.McpUrl.AbsoluteUri))!;

        seen["tools"]!.AsArray().Select(tool => tool!.GetValue<string>()).ShouldContain("calculate");
        seen["sum"]!.GetValue<string>().ShouldBe("4");
        seen["refused"]!.GetValue<bool>().ShouldBeTrue();
        seen["done"]!.GetValue<string>().ShouldBe("done");
        seen["progress"]!.ToJsonString().ShouldBe("[1,2,3]");
        seen["prompt"]!.GetValue<int>().ShouldBe(1);
        seen["resource"]!.GetValue<bool>().ShouldBeTrue();
        seen["unknown"]!.GetValue<int>().ShouldBe(-32602);
        seen["session"].ShouldBeNull();
        seen["version"]!.GetValue<string>().ShouldBe("2025-11-25");
    }
}

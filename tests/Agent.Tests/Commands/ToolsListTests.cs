using System.Text.Json;
using AgentStack.Agent.Commands;
using AgentStack.Settings;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Commands;

public sealed class ToolsListTests
{
    [Fact]
    public async Task List_OfOneServer_TellsNamesPolicyAndAnnotations()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));

        var run = await ListAsync(stage);

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("tools: 2 tools");
        run.Output.ShouldContain("  echo  [ask, may destroy, open world]");
        run.Output.ShouldContain("  look  [auto, read-only, open world]");
        run.Output.ShouldContain("      The tool look.");
    }

    [Fact]
    public async Task List_WithAServerThatIsDown_TellsWhyAndTheOthersToolsAndFails()
    {
        await using var stage = await Stage.StartAsync(
            ("McpServers:down:Auth", "None"), ("McpServers:down:Url", "http://127.0.0.1:9/mcp"));

        var run = await ListAsync(stage);
        var good = await ListAsync(stage, server: "tools");
        var bad = await ListAsync(stage, server: "down");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("down: failed: ");
        run.Output.ShouldContain("127.0.0.1:9");
        run.Output.ShouldContain("tools_echo (echo)");
        good.ExitCode.ShouldBe(0);
        good.Output.ShouldNotContain("down");
        bad.ExitCode.ShouldBe(1);
        bad.Output.ShouldNotContain("echo");
    }

    [Fact]
    public async Task List_AsJson_HasTheSchemasAndTheVerdicts()
    {
        await using var stage = await Stage.StartAsync(("Policy:Deny", "echo"));

        var json = JsonElement.Parse((await ListAsync(stage, isJson: true)).Output);

        json.GetProperty("servers")[0].GetProperty("name").GetString().ShouldBe("tools");
        var echo = json.GetProperty("tools").EnumerateArray().First(tool => tool.GetProperty("name").GetString() == "echo");
        echo.GetProperty("policy").GetString().ShouldBe("deny");
        echo.GetProperty("policy_reason").GetString().ShouldBe("the rule \"echo\"");
        echo.GetProperty("input_schema").GetProperty("properties").GetProperty("text").GetProperty("type").GetString().ShouldBe("string");
    }

    [Fact]
    public async Task List_WithAToolThatIsListedTwice_TellsWhatWasLeftOut()
    {
        await using var server = await FakeMcpServer.StartAsync();
        server.Tools.Add(FakeMcpServer.Tool("twice"));
        server.Tools.Add(FakeMcpServer.Tool("twice"));
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", server.Url.AbsoluteUri));

        (await ListAsync(stage)).Output.ShouldContain("The tool 'twice' of MCP server 'tools' is left out: the server lists the name more than once");
    }

    [Fact]
    public async Task List_OfTextThatSteersATerminal_PrintsNoControlCharacter()
    {
        await using var server = await FakeMcpServer.StartAsync();
        server.Tools[0]["description"] = "red \u001b[31m";
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", server.Url.AbsoluteUri));

        var output = (await ListAsync(stage)).Output;

        output.ShouldContain("red ");
        output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task List_OfAnUnknownServer_NamesTheKnown()
    {
        await using var stage = await Stage.StartAsync();

        var failure = await Should.ThrowAsync<SettingsException>(ListAsync(stage, server: "nope"));

        failure.Problems.ShouldHaveSingleItem().ShouldContain("there are tools");
    }

    private static Task<CommandRun> ListAsync(Stage stage, string? server = null, bool isJson = false) => CommandRun.OfAsync(
        console => ToolsListCommand.RunAsync(stage.App.Services, server, isJson, console, TestContext.Current.CancellationToken));
}

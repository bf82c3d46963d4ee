using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Commands;
using AgentStack.Settings;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Commands;

public sealed class ToolsCallTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("echo")]
    [InlineData("tools/echo")]
    public async Task Call_ByAnyOfItsNames_PrintsTheResult(string name)
    {
        var run = await CallAsync(_stage, new(name, ["text=2"], null, IsRaw: false, AllowsAll: false));

        run.ExitCode.ShouldBe(0, run.Notes);
        run.Output.ShouldBe($"echo: {{\"text\":\"2\"}}{Environment.NewLine}");
    }

    [Fact]
    public async Task Call_OfANameThatTwoServersHave_AsksWhichOne()
    {
        await using var stage = await Stage.StartAsync(
            ("McpServers:more:Auth", "None"), ("McpServers:more:Url", _stage.Mcp.Url.AbsoluteUri));

        var either = await CallAsync(stage, new("echo", [], null, IsRaw: false, AllowsAll: false));
        var one = await CallAsync(stage, new("more/echo", [], null, IsRaw: false, AllowsAll: false));
        var wire = await CallAsync(stage, new("more_echo", [], null, IsRaw: false, AllowsAll: false));

        either.ExitCode.ShouldBe(1);
        either.Notes.ShouldContain("more/echo, tools/echo");
        one.ExitCode.ShouldBe(0, one.Notes);
        wire.ExitCode.ShouldBe(0, wire.Notes);
        _stage.Mcp.Count("tools/call").ShouldBe(2);
    }

    [Fact]
    public async Task Call_OfAnUnknownTool_NamesThoseThatThereAre()
    {
        var run = await CallAsync(_stage, new("nope", [], null, IsRaw: false, AllowsAll: false));

        run.ExitCode.ShouldBe(1);
        run.Notes.ShouldContain("There is no tool nope. There are echo, look.");
    }

    [Fact]
    public async Task Call_WithBadArguments_SaysSoInTheSchemasWordsAndSendsNothing()
    {
        var run = await CallAsync(_stage, new("echo", [], "{\"text\":5}", IsRaw: false, AllowsAll: false));

        run.ExitCode.ShouldBe(2);
        run.Notes.ShouldContain("\"text\" must be");
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Call_WithJsonOfStandardInputAndArguments_SendsBoth()
    {
        var run = await CallAsync(_stage, new("echo", ["text=b"], "-", IsRaw: false, AllowsAll: false), "{\"text\":\"a\",\"more\":1}");

        run.Output.ShouldContain("{\"text\":\"b\",\"more\":1}");
    }

    [Fact]
    public async Task Call_WithArgumentsThatDifferInCaseAlone_SendsBothUnderTheServersNames()
    {
        await using var server = await FakeMcpServer.StartAsync();
        server.Tools[0]["inputSchema"] = JsonNode.Parse(
            """{"type":"object","properties":{"id":{"type":"integer"},"ID":{"type":"integer"},"a b":{"type":"integer"}},"required":["id","ID"]}""");
        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", server.Url.AbsoluteUri));

        var run = await CallAsync(stage, new("echo", ["id=1", "ID=2", "a b=3"], null, IsRaw: false, AllowsAll: false));

        run.ExitCode.ShouldBe(0, run.Notes);
        run.Output.ShouldContain("{\"id\":1,\"ID\":2,\"a b\":3}");
    }

    [Fact]
    public async Task Call_WithJsonOfAFile_SendsIt()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"text\":\"from a file\"}", TestContext.Current.CancellationToken);

        var run = await CallAsync(_stage, new("echo", [], $"@{file}", IsRaw: false, AllowsAll: false));

        File.Delete(file);
        run.Output.ShouldContain("from a file");
    }

    [Theory]
    [InlineData("text", null, "is not key=value")]
    [InlineData("=x", null, "is not key=value")]
    [InlineData(null, "{bad", "--json is no JSON: line 1")]
    [InlineData(null, "[1]", "no JSON object")]
    [InlineData(null, "@/no/such/file", "cannot be read")]
    public async Task Call_WithArgumentsThatCannotBeRead_SendsNothing(string? argument, string? json, string problem)
    {
        var options = new ToolsCallOptions("echo", argument is null ? [] : [argument], json, IsRaw: false, AllowsAll: false);

        var failure = await Should.ThrowAsync<SettingsException>(CallAsync(_stage, options));

        failure.Problems.ShouldHaveSingleItem().ShouldContain(problem);
        _stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Call_WhoseToolReportsAnError_TellsItAndFails()
    {
        _stage.Mcp.Call = (_, _) => FakeMcpServer.Text("no such city", isError: true);

        var run = await CallAsync(_stage, new("echo", [], null, IsRaw: false, AllowsAll: false));
        var raw = await CallAsync(_stage, new("echo", [], null, IsRaw: true, AllowsAll: false));

        run.ExitCode.ShouldBe(1);
        run.Notes.ShouldContain("error: no such city");
        run.Output.ShouldBeEmpty();
        raw.ExitCode.ShouldBe(1);
        JsonElement.Parse(raw.Output).GetProperty("isError").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Call_Raw_PrintsTheResultAsMcpHasIt()
    {
        _stage.Mcp.Call = (_, _) =>
        {
            var result = FakeMcpServer.Text("sunny");
            result["structuredContent"] = new JsonObject { ["sky"] = "clear" };
            return result;
        };

        var run = await CallAsync(_stage, new("echo", [], null, IsRaw: true, AllowsAll: false));

        var json = JsonElement.Parse(run.Output);
        json.GetProperty("structuredContent").GetProperty("sky").GetString().ShouldBe("clear");
        json.GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("sunny");
    }

    [Fact]
    public async Task Call_ThatThePolicyDenies_IsRefused()
    {
        await using var stage = await Stage.StartAsync(("Policy:Deny", "echo"));

        var run = await CallAsync(stage, new("echo", [], null, IsRaw: false, AllowsAll: true));

        run.ExitCode.ShouldBe(1);
        run.Notes.ShouldContain("denied by the rule \"echo\"");
        stage.Mcp.Count("tools/call").ShouldBe(0);
    }

    [Theory]
    [InlineData(false, false, "", 1, 0)]
    [InlineData(true, false, "", 0, 1)]
    [InlineData(false, true, "yes", 0, 1)]
    [InlineData(false, true, "no", 1, 0)]
    public async Task Call_ThatThePolicyAsksFor_RunsAsThePersonSays(bool isAllowed, bool isInteractive, string answer, int exitCode, int calls)
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));

        var run = await CallAsync(stage, new("echo", [], null, IsRaw: false, AllowsAll: isAllowed), answer, isInteractive);

        run.ExitCode.ShouldBe(exitCode, run.Notes);
        stage.Mcp.Count("tools/call").ShouldBe(calls);
    }

    [Fact]
    public async Task Call_IsSeenByTheKernelsFilters()
    {
        await CallAsync(_stage, new("echo", [], null, IsRaw: false, AllowsAll: false));

        _stage.Log.Lines.ShouldContain(line => line.Contains("Tool echo: ok", StringComparison.Ordinal));
    }

    private static Task<CommandRun> CallAsync(Stage stage, ToolsCallOptions options, string input = "", bool isInteractive = false) =>
        CommandRun.OfAsync(
            console => ToolsCallCommand.RunAsync(stage.App.Services, options, console, TestContext.Current.CancellationToken), input, isInteractive);
}

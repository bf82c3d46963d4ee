using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class PromptTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    [Requirement("R19")]
    public async Task ListPrompts_NamesPromptsInOrderWithTheirArguments()
    {
        var prompts = (await server.PostAsync(Messages.Request("prompts/list"))).Result["prompts"]!.AsArray();

        var names = prompts.Select(prompt => prompt!["name"]!.GetValue<string>()).ToList();
        names.ShouldBe(names.Order(StringComparer.Ordinal));
        var prompt = prompts.Single(prompt => prompt!["name"]!.GetValue<string>() == "solve_word_problem")!;
        prompt["arguments"]!.AsArray().Select(argument => $"{argument!["name"]} {argument["required"]}").ShouldBe(["problem true", "style false"]);
    }

    [Theory]
    [InlineData("""{"problem":"Two and two?"}""", "one sentence")]
    [InlineData("""{"problem":"Two and two?","style":"steps"}""", "each step")]
    public async Task GetPrompt_WithArguments_FillsThemIn(string arguments, string expected)
    {
        var message = (await GetAsync("solve_word_problem", arguments)).Result["messages"]!.AsArray().ShouldHaveSingleItem()!;

        message["role"]!.GetValue<string>().ShouldBe("user");
        var text = message["content"]!["text"]!.GetValue<string>();
        text.ShouldContain("Two and two?");
        text.ShouldContain(expected);
    }

    [Theory]
    [InlineData("""{"name":"no_such"}""", "no_such")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"solve_word_problem"}""", "problem")]
    [InlineData("""{"name":"solve_word_problem","arguments":{"problem":7}}""", "problem")]
    [InlineData("""{"name":"solve_word_problem","arguments":{"problem":"x","colour":"red"}}""", "colour")]
    [InlineData("""{"name":"solve_word_problem","arguments":[]}""", "arguments")]
    [InlineData("""{"name":"solve_word_problem","arguments":{"problem":"x"},"_meta":7}""", "_meta")]
    public async Task GetPrompt_WrongParameters_AreInvalidParamsThatNameThem(string parameters, string named)
    {
        var answer = await server.PostAsync(Messages.Request("prompts/get", JsonNode.Parse(parameters)!.AsObject()));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ErrorCode.ShouldBe(-32602);
        answer.Error["message"]!.GetValue<string>().ShouldContain(named);
    }

    [Fact]
    [Requirement("R15a")]
    public async Task GetPrompt_ThatFails_TellsNothingOfTheInside()
    {
        var answer = await GetAsync("odd_prompt_failure");

        answer.ErrorCode.ShouldBe(-32603);
        answer.Text.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("prompts/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    public async Task List_OfTheNewestRevision_IsCompleteAndCacheable(string method)
    {
        var result = (await server.PostAsync(Messages.Request(method).WithMeta(), Messages.ModernHeaders(method))).Result;

        result["resultType"]!.GetValue<string>().ShouldBe("complete");
        result["ttlMs"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        result["cacheScope"]!.GetValue<string>().ShouldBe("public");
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("prompts/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    public async Task List_CursorThatNobodyGave_IsInvalidParams(string method) =>
        (await server.PostAsync(Messages.Request(method, new JsonObject { ["cursor"] = "x" }))).ErrorCode.ShouldBe(-32602);

    private Task<WireAnswer> GetAsync(string name, string arguments = "{}") => server.PostAsync(
        Messages.Request("prompts/get", new JsonObject { ["name"] = name, ["arguments"] = JsonNode.Parse(arguments) }));
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed partial class ListToolsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    [Requirement("R19")]
    public async Task List_Tools_AreThoseOfTheProductInAStableOrder()
    {
        var names = (await ToolsAsync()).Select(tool => tool["name"]!.GetValue<string>()).ToList();

        names.Where(name => !name.StartsWith("odd_", StringComparison.Ordinal)).ShouldBe(
            [
                "add_numbers", "calculate", "echo_message", "get_guardrail_info", "get_timestamp", "greet_user", "list_guardrails",
                "multiply_numbers", "rewrite_response", "validate_content",
            ]);
        names.ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Requirement("R19")]
    public async Task List_EveryTool_TellsAModelWhatItIsFor()
    {
        foreach (var tool in (await ToolsAsync()).Where(tool => !tool["name"]!.GetValue<string>().StartsWith("odd_", StringComparison.Ordinal)))
        {
            var name = tool["name"]!.GetValue<string>();
            ModelSafe().IsMatch(name).ShouldBeTrue();
            tool["description"]!.GetValue<string>().Length.ShouldBeGreaterThan(40, name);
            tool["title"]!.GetValue<string>().ShouldNotBeEmpty();
            tool["annotations"]!["readOnlyHint"]!.GetValue<bool>().ShouldBeTrue(name);
            tool["annotations"]!["idempotentHint"]!.GetValue<bool>().ShouldBeTrue(name);
            tool["annotations"]!["openWorldHint"]!.GetValue<bool>().ShouldBeFalse(name);
            foreach (var (parameter, schema) in tool["inputSchema"]!["properties"]!.AsObject())
                schema!["description"]!.GetValue<string>().ShouldNotBeEmpty($"{name}.{parameter}");
        }
    }

    [Fact]
    public async Task List_Schemas_SayWhatIsCheckedOfArguments()
    {
        var calculate = (await ToolsAsync()).Single(tool => tool["name"]!.GetValue<string>() == "calculate")["inputSchema"]!;

        calculate["required"]!.ToJsonString().ShouldBe("""["operation","a","b"]""");
        calculate["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        calculate["properties"]!["operation"]!["enum"]!.ToJsonString()
            .ShouldBe("""["add","subtract","multiply","divide","power","modulo"]""");
        calculate["properties"]!["a"]!["type"]!.GetValue<string>().ShouldBe("number");
    }

    [Fact]
    public async Task List_OutputSchemas_RequireNothingThatMayBeLeftOut()
    {
        var schemas = (await ToolsAsync()).Select(tool => tool["outputSchema"]).OfType<JsonObject>().ToList();

        schemas.Count.ShouldBeGreaterThan(3);
        foreach (var schema in schemas.SelectMany(Within).Where(schema => schema["required"] is not null))
        {
            foreach (var required in schema["required"]!.AsArray().Select(name => (string)name!))
                schema["properties"]![required]!["type"]!.ToJsonString().ShouldNotContain("null", customMessage: required);
        }
    }

    [Fact]
    public async Task List_LegacyAnswer_HoldsNothingOfTheNewestRevision()
    {
        var result = (await server.PostAsync(Messages.ListTools)).Result.AsObject();

        result.Select(member => member.Key).ShouldBe(["tools"]);
    }

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("7")]
    public async Task List_CursorThatWasNeverGiven_IsInvalidParams(string cursor)
    {
        var parameters = new JsonObject { ["cursor"] = JsonNode.Parse(cursor) };

        (await server.PostAsync(Messages.Request("tools/list", parameters))).ErrorCode.ShouldBe(-32602);
    }

    private static IEnumerable<JsonObject> Within(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(member => Within(member.Value)).Prepend(schema),
        JsonArray list => list.SelectMany(Within),
        _ => [],
    };

    private async Task<IReadOnlyList<JsonNode>> ToolsAsync() =>
        [.. (await server.PostAsync(Messages.ListTools)).Result["tools"]!.AsArray().Select(tool => tool!)];

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex ModelSafe();
}

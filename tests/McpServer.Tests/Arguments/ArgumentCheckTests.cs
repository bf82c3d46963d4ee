namespace AgentStack.McpServer.Tests.Arguments;

public sealed class ArgumentCheckTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Good = "\"count\":1,\"flag\":true,\"words\":[]";

    public static TheoryData<string, string> BadArguments => new()
    {
        { """{"flag":true,"words":[]}""", "\"count\" is required (a whole number)" },
        { """{"count":1,"words":[]}""", "\"flag\" is required (true or false)" },
        { """{"count":1,"flag":true}""", "\"words\" is required (a list)" },
        { """{"count":"1","flag":true,"words":[]}""", "\"count\" must be a whole number, not the string \"1\"" },
        { """{"count":1.5,"flag":true,"words":[]}""", "\"count\" must be a whole number, not 1.5" },
        { """{"count":0,"flag":true,"words":[]}""", "\"count\" must be at least 1" },
        { """{"count":11,"flag":true,"words":[]}""", "\"count\" must be at most 10" },
        { """{"count":1e99,"flag":true,"words":[]}""", "\"count\" must be a whole number, not 1e99" },
        { """{"count":1,"flag":"true","words":[]}""", "\"flag\" must be true or false, not the string \"true\"" },
        { """{"count":1,"flag":true,"words":{}}""", "\"words\" must be a list, not an object" },
        { """{"count":1,"flag":true,"words":[7]}""", "\"words[0]\" must be a string, not 7" },
        { """{"count":1,"flag":true,"words":["a","b","c"]}""", "\"words\" must have at most 2 items" },
        { $$"""{{{Good}},"label":"four"}""", "\"label\" must have at most 3 characters" },
        { $$"""{{{Good}},"label":null}""", "\"label\" must be a string, not null" },
        { $$"""{{{Good}},"point":[]}""", "\"point\" must be an object or null, not a list" },
        { $$"""{{{Good}},"point":{"x":1} }""", "\"point.y\" is required (a whole number)" },
        { $$"""{{{Good}},"point":{"x":1,"y":"2"} }""", "\"point.y\" must be a whole number, not the string \"2\"" },
        { $$"""{{{Good}},"point":{"x":1,"y":2,"z":3} }""", "\"point.z\" is not an argument" },
        { $$"""{{{Good}},"extra":1}""", "\"extra\" is not an argument; this tool takes \"count\", \"flag\", \"words\"" },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    [Requirement("R15")]
    public async Task Call_BadArgument_IsAToolErrorThatNamesItAndWhatIsAllowed(string arguments, string problem)
    {
        var answer = await server.CallAsync("odd_arguments", arguments);

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldStartWith("Invalid arguments for odd_arguments: ");
        answer.ToolText.ShouldContain(problem);
        answer.ToolText.ShouldNotContain("Exception");
    }

    [Theory]
    [InlineData($$"""{{{Good}}}""", "1 True 0  ")]
    [InlineData($$"""{{{Good}},"point":null,"label":"😀😀😀"}""", "1 True 0  😀😀😀")]
    [InlineData("""{"count":10,"flag":false,"words":["a","b"],"point":{"x":3,"y":4} }""", "10 False 2 3 ")]
    public async Task Call_GoodArguments_ReachTheTool(string arguments, string expected) =>
        (await server.CallAsync("odd_arguments", arguments)).ToolText.ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":1}""", "\"b\" is required (a number)")]
    [InlineData("""{"a":1,"b":null}""", "\"b\" must be a number, not null")]
    [InlineData("""{"a":1,"b":"2"}""", "\"b\" must be a number, not the string \"2\"")]
    [InlineData("""{"a":1,"b":true}""", "\"b\" must be a number, not true")]
    [InlineData("""{"a":1,"b":1e999}""", "\"b\" must be a number that a double can hold")]
    [InlineData("""{"a":1,"b":2,"c":3}""", "\"c\" is not an argument; this tool takes \"a\", \"b\"")]
    [Requirement("R15")]
    public async Task Call_BadNumber_IsNamed(string arguments, string problem)
    {
        var answer = await server.CallAsync("add_numbers", arguments);

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain(problem);
    }

    [Fact]
    [Requirement("R15")]
    public async Task Call_SeveralBadArguments_AreAllNamedAtOnce()
    {
        var text = (await server.CallAsync("add_numbers", """{"b":"2","c":3}""")).ToolText;

        text.ShouldContain("\"a\" is required");
        text.ShouldContain("\"b\" must be a number");
        text.ShouldContain("\"c\" is not an argument");
    }

    [Fact]
    public async Task Call_LongBadValue_IsRepeatedInPart()
    {
        var answer = await server.CallAsync("add_numbers", $$"""{"a":"{{new string('x', 10_000)}}","b":1}""");

        answer.ToolText.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Call_ArgumentForAToolWithoutAny_IsRefused() =>
        (await server.CallAsync("odd_count", """{"n":1}""")).ToolText.ShouldContain("\"n\" is not an argument; this tool takes none");
}

using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Tools;

public sealed class TextToolsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("Alice")]
    [InlineData("Åse \"the\" 勇")]
    public async Task GreetUser_Name_IsGreeted(string name) =>
        (await CallAsync("greet_user", "name", name)).ToolText.ShouldBe($"Hello, {name}! Nice to meet you.");

    [Theory]
    [InlineData("""{}""", "\"name\" is required (a string)")]
    [InlineData("""{"name":null}""", "\"name\" must be a string, not null")]
    [InlineData("""{"name":7}""", "\"name\" must be a string, not 7")]
    [InlineData("""{"name":""}""", "\"name\" must have at least 1 characters")]
    [InlineData("""{"Name":"Alice"}""", "\"Name\" is not an argument; this tool takes \"name\"")]
    public async Task GreetUser_NoName_IsAToolErrorThatNamesIt(string arguments, string problem)
    {
        var answer = await server.CallAsync("greet_user", arguments);

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain(problem);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("two\nlines\t{0} %s")]
    public async Task EchoMessage_AnyMessage_ComesBack(string message) =>
        (await CallAsync("echo_message", "message", message)).ToolText.ShouldBe($"Echo: {message}");

    private Task<WireAnswer> CallAsync(string tool, string name, string value) =>
        server.CallAsync(tool, new JsonObject { [name] = value }.ToJsonString());
}

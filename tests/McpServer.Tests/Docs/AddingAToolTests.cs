using System.Text.Json.Nodes;
using AgentStack.McpServer.Offers;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Docs;

/// <summary>
/// The tool, the prompt and the resource that the pages show as examples are the classes of this folder, compiled, and
/// nothing more is needed.
/// </summary>
public sealed class AddingAToolTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartPlainAsync(builder => builder.Services.AddOffers(typeof(DiceTools).Assembly));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("mcp-server.md", "Tools")]
    [InlineData("tools.md", "Tools")]
    [InlineData("mcp-server.md", "Prompts")]
    [InlineData("mcp-server.md", "Resources")]
    public void Page_AddingOne_ShowsAWholeFileThatCompiles(string page, string folder)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "McpServer.Tests", "Docs", $"Dice{folder}.cs"));
        var example = source.Replace(typeof(DiceTools).Namespace!, $"AgentStack.McpServer.{folder}", StringComparison.Ordinal)
            .ReplaceLineEndings("\n");

        File.ReadAllText(Path.Combine(Repository.Root, "docs", page)).ReplaceLineEndings("\n")
            .ShouldContain($"```csharp\n{example}```\n");
        example[example.IndexOf("[McpServer", StringComparison.Ordinal)..].TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Tool_MarkedAndNothingElse_IsOfferedAndChecked()
    {
        (await _server.PostAsync(Messages.ListTools)).Text.ShouldContain("roll_die");
        (await _server.CallAsync("roll_die", """{"sides":2}""")).ToolText.ShouldBeOneOf("1", "2");
        (await _server.CallAsync("roll_die", """{"sides":1}""")).IsToolError.ShouldBeTrue();
    }

    [Fact]
    public async Task Prompt_MarkedAndNothingElse_IsOfferedAndCompleted()
    {
        var prompt = await AskAsync("prompts/get", """{"name":"tell_fortune","arguments":{"question":"Tea?"}}""");
        var completion = await AskAsync(
            "completion/complete", """{"ref":{"type":"ref/prompt","name":"tell_fortune"},"argument":{"name":"tone","value":"g"}}""");

        prompt.Result["messages"]![0]!["content"]!["text"]!.GetValue<string>().ShouldContain("\"Tea?\" by what it shows, in a merry tone");
        completion.Result["completion"]!["values"]!.ToJsonString().ShouldBe("""["grave"]""");
    }

    [Fact]
    public async Task Resource_MarkedAndNothingElse_IsOfferedAndRead()
    {
        (await AskAsync("resources/templates/list", "{}")).Text.ShouldContain("dice://{sides}");
        (await AskAsync("resources/read", """{"uri":"dice://3"}""")).Result["contents"]![0]!["text"]!.GetValue<string>().ShouldBe("1 2 3");
        (await AskAsync("resources/read", """{"uri":"dice://1"}""")).Error["message"]!.GetValue<string>().ShouldBe("Dice have 2 to 100 sides");
    }

    [Theory]
    [InlineData("dice://many")]
    [InlineData("dice://99999999999")]
    public async Task Resource_AddressOfAnotherKind_IsTheCallersFault(string uri)
    {
        var answer = await AskAsync("resources/read", $$"""{"uri":"{{uri}}"}""");

        answer.ErrorCode.ShouldBe(-32602);
        answer.Error["message"]!.GetValue<string>().ShouldContain("dice://{sides}");
        _server.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Error);
    }

    private Task<WireAnswer> AskAsync(string method, string parameters) =>
        _server.PostAsync(Messages.Request(method, JsonNode.Parse(parameters)!.AsObject()));
}

using AgentStack.McpServer.Offers;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Docs;

/// <summary>The tool that the pages show as an example is <see cref="DiceTools"/>, compiled, and nothing more is needed.</summary>
public sealed class AddingAToolTests
{
    [Theory]
    [InlineData("mcp-server.md")]
    [InlineData("tools.md")]
    public void Page_AddingATool_ShowsWhatCompiles(string page)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "McpServer.Tests", "Docs", "DiceTools.cs"));
        var example = source[source.IndexOf("[McpServerToolType]", StringComparison.Ordinal)..].ReplaceLineEndings("\n");

        File.ReadAllText(Path.Combine(Repository.Root, "docs", page)).ReplaceLineEndings("\n")
            .ShouldContain($"```csharp\n{example}```\n");
        example.Split('\n').Length.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Class_MarkedAndNothingElse_IsOfferedAndChecked()
    {
        await using var server = await RunningServer.StartPlainAsync(builder => builder.Services.AddOffers(typeof(DiceTools).Assembly));

        (await server.PostAsync(Messages.ListTools)).Text.ShouldContain("roll_die");
        (await server.CallAsync("roll_die", """{"sides":2}""")).ToolText.ShouldBeOneOf("1", "2");
        (await server.CallAsync("roll_die", """{"sides":1}""")).IsToolError.ShouldBeTrue();
    }
}

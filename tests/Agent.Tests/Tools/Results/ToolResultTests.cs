using System.Text.Json;
using AgentStack.Agent.Tools.Results;
using AgentStack.Schemas;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Tests.Tools.Results;

public sealed class ToolResultTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"{ \"n\": 1.0 }"}],"structuredContent":{"n":1}}""", "{ \"n\": 1.0 }")]
    [InlineData("""{"content":[{"type":"text","text":"one"}],"structuredContent":{"n":1}}""", "one\n{\"n\":1}")]
    [InlineData("""{"content":[],"structuredContent":{"n":1}}""", """{"n":1}""")]
    [InlineData("""{"content":[{"type":"text","text":"hi"}],"structuredContent":{"result":"hi"}}""", "hi")]
    [InlineData("""{"content":[{"type":"text","text":"1"},{"type":"text","text":"2"}],"structuredContent":{"result":[1,2]}}""", "1\n2")]
    [InlineData("""{"content":[]}""", "The tool ended without a result.")]
    [InlineData("""{"content":[],"isError":true}""", "The tool failed without a word.")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"file:///a","text":"inside"}}]}""", "inside")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"file:///a","mimeType":"application/zip","blob":"AAAA"}}]}""", "[a file, application/zip, 3 bytes: file:///a]")]
    [InlineData("""{"content":[{"type":"resource_link","uri":"file:///a","name":"A","description":"the first"}]}""", "[a link to A: file:///a (the first)]")]
    [InlineData("""{"content":[{"type":"audio","mimeType":"audio/wav","data":"AAAA"}]}""", "[a sound, audio/wav, 3 bytes: it cannot be heard here]")]
    [InlineData("""{"content":[{"type":"image","mimeType":"image/png","data":"AAAA"}]}""", "[an image, image/png, 3 bytes: not shown; PNG, JPEG, GIF and WebP of up to 3750000 bytes are]")]
    [InlineData("""{"content":[{"type":"image","mimeType":"image/png","data":"?"}]}""", "[an image, image/png, not readable: not shown; PNG, JPEG, GIF and WebP of up to 3750000 bytes are]")]
    public void ToOutcome_SaysOnceWhatTheResultHolds(string result, string expected)
    {
        var outcome = Outcome(result, showsImages: true);

        outcome.Text.ShouldBe(expected);
        outcome.Images.ShouldBeEmpty();
    }

    [Fact]
    public void ToOutcome_OfAnImage_KeepsItByWhatItIsAndNotByWhatItIsCalled()
    {
        var outcome = Outcome($$"""{"content":[{"type":"image","mimeType":"image/jpeg","data":"{{Png}}"}]}""", showsImages: true);

        outcome.Images.ShouldHaveSingleItem().MediaType.ShouldBe("image/png");
        outcome.Text.ShouldBe("[image 1, image/png, 70 bytes: shown after the results, in this turn]");
    }

    [Fact]
    public void ToOutcome_OfAnImageForAModelThatDoesNotSee_SaysSo()
    {
        var outcome = Outcome($$"""{"content":[{"type":"image","mimeType":"image/png","data":"{{Png}}"}]}""", showsImages: false);

        outcome.Images.ShouldBeEmpty();
        outcome.Text.ShouldBe("[an image, image/png, 70 bytes: this model is not shown images (Tools:Images)]");
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcde\n[truncated: 5 of 6 bytes]")]
    [InlineData("a名前", 5, "a名\n[truncated: 4 of 7 bytes]")]
    [InlineData("🙂🙂", 7, "🙂\n[truncated: 4 of 8 bytes]")]
    [InlineData("🙂", 3, "\n[truncated: 0 of 4 bytes]")]
    public void Cut_CountsBytesAndNeverCutsACharacter(string text, int most, string expected)
    {
        ByteCap.Cut(text, most).ShouldBe(expected);
    }

    private static ToolOutcome Outcome(string result, bool showsImages) => new ToolResult(1000, showsImages).ToOutcome(
        JsonSerializer.Deserialize<CallToolResult>(result, McpJsonUtilities.DefaultOptions)!);
}

using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Tools.Results;

public sealed class ShownImagesTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Turn_WithAnImageInAResult_ShowsItToTheModelAndDoesNotKeepIt()
    {
        await using var stage = await Stage.StartAsync();
        stage.Mcp.Call = (_, _) => Image();
        stage.Model.Enqueue(new ModelReply().CallRaw("echo", "{}"), new ModelReply().Say("A dot."), new ModelReply().Say("Yes."));

        using var first = await stage.AskAsync("look", "one");
        using var second = await stage.AskAsync("sure?", "one");

        (await second.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Yes.");
        var shown = stage.Model.Requests[1].Body.GetProperty("messages")[2].GetProperty("content");
        shown[0].TryGetProperty("toolResult", out _).ShouldBeTrue();
        shown[1].GetProperty("text").GetString().ShouldBe("[1 images of the result of echo]");
        shown[2].GetProperty("image").GetProperty("format").GetString().ShouldBe("png");
        shown[2].GetProperty("image").GetProperty("source").GetProperty("bytes").GetString().ShouldBe(Png);
        stage.Model.Requests[2].Body.GetRawText().ShouldNotContain(Png);
        stage.Model.Requests[2].Body.GetProperty("messages")[2].GetProperty("content").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Turn_WithMoreImagesThanARequestHolds_SaysSo()
    {
        await using var stage = await Stage.StartAsync();
        stage.Mcp.Call = (_, _) => Image(25);
        stage.Model.Enqueue(new ModelReply().CallRaw("echo", "{}"), new ModelReply().Say("Dots."));

        using var response = await stage.AskAsync("look");

        var shown = stage.Model.Requests[1].Body.GetProperty("messages")[2].GetProperty("content");
        shown.EnumerateArray().Count(block => block.TryGetProperty("image", out _)).ShouldBe(20);
        shown[1].GetProperty("text").GetString().ShouldBe("[20 images of the result of echo; 5 more are not shown: a request holds 20]");
    }

    private static JsonObject Image(int count = 1) => new()
    {
        ["content"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject
        {
            ["type"] = "image", ["mimeType"] = "image/png", ["data"] = Png,
        })]),
    };
}

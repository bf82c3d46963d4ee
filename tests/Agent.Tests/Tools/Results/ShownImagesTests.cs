using System.Text.Json;
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
        shown[1].GetProperty("text").GetString().ShouldBe("[20 images of the result of echo; 5 more are not shown: a request holds 20 of 12000000 bytes in all]");
    }

    [Fact]
    public async Task Turn_WithLargeImages_ShowsAsManyBytesAsARequestHolds()
    {
        await using var stage = await Stage.StartAsync(("Turns:MaxTokens", "100000000"));
        var large = new byte[3_700_000];
        Convert.FromBase64String(Png).CopyTo(large, 0);
        var data = Convert.ToBase64String(large);
        stage.Mcp.Call = (_, _) => Image(2, data);
        stage.Model.Enqueue(
            new ModelReply().CallRaw("echo", "{}"), new ModelReply().CallRaw("echo", "{}"), new ModelReply().CallRaw("echo", "{}"), new ModelReply().Say("Dots."));

        using var response = await stage.AskAsync("look");

        var reply = await response.ReadJsonAsync();
        reply.GetProperty("result").GetString().ShouldBe("Dots.", reply.GetRawText());
        var messages = stage.Model.Requests[3].Body.GetProperty("messages");
        Count(messages[2]).ShouldBe(2);
        Count(messages[4]).ShouldBe(1);
        Count(messages[6]).ShouldBe(0);
        messages[6].GetProperty("content")[1].GetProperty("text").GetString()!.ShouldContain("2 more are not shown");

        static int Count(JsonElement message) =>
            message.GetProperty("content").EnumerateArray().Count(block => block.TryGetProperty("image", out _));
    }

    [Fact]
    public async Task Turn_ThatWaitedForAPerson_IsToldThatItsImagesAreNotShown()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Mcp.Call = (_, _) => Image();
        stage.Model.Enqueue(
            new ModelReply().Call("look", new { text = "a" }, "call-a").Call("echo", new { text = "b" }, "call-b"), new ModelReply().Say("Yes."));
        (await stage.AskAsync("look", "one")).Dispose();

        using var response = await stage.DecideAsync("one", approve: ["call-b"]);

        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Yes.");
        var results = stage.Model.Requests[1].Body.GetProperty("messages")[2].GetProperty("content");
        results[0].GetRawText().ShouldContain("Its images are not shown: the turn waited");
        results[1].GetRawText().ShouldNotContain("not shown");
    }

    private static JsonObject Image(int count = 1, string data = Png) => new()
    {
        ["content"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject
        {
            ["type"] = "image", ["mimeType"] = "image/png", ["data"] = data,
        })]),
    };
}

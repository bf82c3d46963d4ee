using AgentStack.Agent.Chat;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Chat;

public sealed class ConsoleChatTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Chat_WithPipedInput_AnswersEachLineAndShowsCalls()
    {
        _stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("It said x."), new ModelReply().Say("Bye."));

        var output = await ChatAsync("say x", "", "and bye");

        output.ShouldContain("→ echo(text: \"x\")");
        output.ShouldContain("← echo: echo: {\"text\":\"x\"}");
        output.ShouldContain("It said x.");
        output.ShouldContain("Bye.");
        _stage.Model.Requests[2].Body.GetProperty("messages").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task Chat_Commands_DoWhatTheySay()
    {
        _stage.Model.Enqueue(new ModelReply().Say("one"), new ModelReply().Say("two"), new ModelReply().Say("never"));

        var output = await ChatAsync("first", "/tools", "/nonsense", "/reset", "second", "/exit", "third");

        output.ShouldContain("echo (tools): The tool echo.");
        output.ShouldContain("There is no command /nonsense");
        _stage.Model.Requests[1].Body.GetProperty("messages").GetArrayLength().ShouldBe(1);
        output.ShouldNotContain("never");
    }

    [Fact]
    public async Task Chat_AfterAFailedTurn_GoesOn()
    {
        _stage.Model.Enqueue(new ModelReply().Fail("ValidationException", "no"), new ModelReply().Say("fine"));

        var output = await ChatAsync("first", "second");

        output.ShouldContain("error: Bedrock refused the request");
        output.ShouldContain("fine");
    }

    [Fact]
    public async Task Chat_WithControlCharactersFromOutside_PrintsNone()
    {
        _stage.Model.Enqueue(new ModelReply().Say("red \u001b[31m alert \u0007"));

        (await ChatAsync("hi")).ShouldNotContain('\u001b');
    }

    private async Task<string> ChatAsync(params string[] lines)
    {
        using var input = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter();
        using var interrupts = new Interrupts(listenToSignals: false);
        var chat = new ConsoleChat(
            _stage.App.Services.GetRequiredService<TurnRunner>(),
            _stage.App.Services.GetRequiredService<ToolCatalog>(),
            input,
            output,
            isInteractive: false);

        (await chat.RunAsync(interrupts)).ShouldBe(0);
        return output.ToString();
    }
}

using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
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

    [Fact]
    public async Task Chat_WithACallThatIsAskedFor_RunsItAsThePersonSays()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "1" }), new ModelReply().Say("Not run."),
            new ModelReply().Call("echo", new { text = "2" }), new ModelReply().Say("Run."),
            new ModelReply().Call("echo", new { text = "3" }), new ModelReply().Say("Run again."));

        var output = await ChatAsync(stage, isInteractive: true, "one", "no", "two", "what?", "always", "three");

        stage.Mcp.Count("tools/call").ShouldBe(2);
        output.ShouldContain("echo(text: \"1\"), asked for by the rule \"echo\". Run it?");
        output.ShouldContain("Not run.");
        output.ShouldContain("Run again.");
    }

    [Fact]
    public async Task Chat_OnASessionWithACallThatWaits_AsksForItFirst()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "1" }), new ModelReply().Say("Now it ran."));
        (await stage.AskAsync("hi", "earlier")).Dispose();

        var output = await TalkAsync(stage, isInteractive: true, "earlier", ["yes"]);

        output.ShouldContain("Run it?");
        output.ShouldContain("Now it ran.");
        stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Input_ThatOneGaveUpWaitingFor_GoesToTheNextWhoAsks()
    {
        using var gate = new SemaphoreSlim(0);
        var input = new ConsoleInput(new GatedReader(gate));
        using var gone = new CancellationTokenSource();
        var first = input.ReadLineAsync(gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        gate.Release();

        (await input.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("a line");
    }

    [Fact]
    public async Task Chat_WithPipedInput_DeniesACallThatIsAskedFor()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "1" }), new ModelReply().Say("Not run."), new ModelReply().Say("Two."));

        var output = await ChatAsync(stage, isInteractive: false, "one", "two");

        stage.Mcp.Count("tools/call").ShouldBe(0);
        output.ShouldContain("denied, since nobody is here to ask");
        output.ShouldContain("Two.");
    }

    private Task<string> ChatAsync(params string[] lines) => ChatAsync(_stage, isInteractive: false, lines);

    private static Task<string> ChatAsync(Stage stage, bool isInteractive, params string[] lines) =>
        TalkAsync(stage, isInteractive, SessionId.New().Value, lines);

    private static async Task<string> TalkAsync(Stage stage, bool isInteractive, string session, string[] lines)
    {
        using var input = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter();
        using var interrupts = new Interrupts(listenToSignals: false);
        var chat = new ConsoleChat(
            ActivatorUtilities.CreateInstance<LocalChatAgent>(stage.App.Services),
            input,
            output,
            isInteractive)
        {
            Session = new SessionId(session),
        };

        (await chat.RunAsync(interrupts)).ShouldBe(0);
        return output.ToString();
    }

    private sealed class GatedReader(SemaphoreSlim gate) : TextReader
    {
        public override string? ReadLine()
        {
            gate.Wait();
            return "a line";
        }
    }
}

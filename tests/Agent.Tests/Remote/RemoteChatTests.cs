using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Remote;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Remote;

/// <summary>The console's chat with an agent that is deployed.</summary>
public sealed class RemoteChatTests
{
    [Fact]
    public async Task Chat_WithADeployedAgent_IsOneConversationUntilItIsReset()
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("It said x."), new ModelReply().Say("Two."), new ModelReply().Say("Three."));

        var output = await TalkAsync(stage, "say x", "and again", "/tools", "/reset", "anew");

        output.ShouldContain("→ echo(text: \"x\")");
        output.ShouldContain("It said x.");
        output.ShouldContain($"The tools are the business of the agent at {RemoteCaller.Arn}");
        stage.Model.Requests[2].Body.GetProperty("messages").GetArrayLength().ShouldBe(5);
        stage.Model.Requests[3].Body.GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Chat_WithACallThatWaits_AsksThePersonAndGoesOn()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("It ran."));

        var output = await TalkAsync(stage, "say x", "yes");

        output.ShouldContain("asked for by the rule \"echo\". Run it?");
        output.ShouldContain("It ran.");
        stage.Mcp.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Chat_WithAnAgentThatIsGone_SaysSoAndGoesOn()
    {
        await using var stage = await Stage.StartAsync();

        var output = await TalkAsync(stage, new RemoteTarget("http://127.0.0.1:9", "DEFAULT", null, null), "hi", "hi");

        output.Split("could not be reached").Length.ShouldBe(3);
    }

    private static Task<string> TalkAsync(Stage stage, params string[] lines) =>
        TalkAsync(stage, new RemoteTarget(RemoteCaller.Arn, "DEFAULT", null, null), lines);

    private static async Task<string> TalkAsync(Stage stage, RemoteTarget target, params string[] lines)
    {
        stage.Aws.Runtimes.Add(new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, stage.Http.BaseAddress!));
        await using var caller = RemoteCaller.Create(stage.Aws);
        using var agent = caller.Services.GetRequiredService<RemoteAgents>().Open(target);
        using var input = new StringReader(string.Join('\n', lines));
        await using var output = new StringWriter();
        var chat = new ConsoleChat(new RemoteChatAgent(agent), input, output, isInteractive: true) { Session = SessionId.New() };

        (await chat.RunAsync(caller.Interrupts)).ShouldBe(0);
        return output.ToString();
    }
}

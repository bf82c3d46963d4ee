using AgentStack.Agent.Remote;
using AgentStack.Agent.Turns;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Settings;

namespace AgentStack.Agent.Tests.Remote;

/// <summary>The command invoke on a real agent behind the front door of the data plane, under each authorizer.</summary>
public sealed class InvokeTests
{
    private static readonly string Session = $"session-{new string('1', 33)}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_AgentUnderIam_PrintsTextAndTellsCallsBesideIt(bool isStreamed)
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, stage.Http.BaseAddress!));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("It said x."));

        (await caller.InvokeAsync("say x", isStreamed: isStreamed)).ShouldBe(0, caller.Notes);

        caller.Output.ShouldBe($"It said x.{Environment.NewLine}");
        caller.Notes.ShouldContain("→ echo(text: \"x\")");
        caller.Notes.ShouldContain("← echo: echo: {\"text\":\"x\"}");
        caller.Notes.ShouldContain("session session-");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_AgentBehindJwt_SendsTheTokenOfTheMachine(bool isStreamed)
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(RemoteCaller.TokenRuntime(stage.Aws, stage.Http.BaseAddress!));
        stage.Model.Enqueue(new ModelReply().Say("Hello."));

        (await caller.InvokeAsync("hi", RemoteAuth.Bearer, isStreamed: isStreamed)).ShouldBe(0, caller.Notes);

        caller.Output.ShouldBe($"Hello.{Environment.NewLine}");
        stage.Aws.UserPool.TokensIssued.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 0, "hello")]
    [InlineData(9, 1, "")]
    public async Task Invoke_WithATokenThatIsRefused_RenewsItOnce(int refusals, int exitCode, string output)
    {
        await using var stage = await Stage.StartAsync();
        await using var door = await AnsweringDoor.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws, ("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", door.Address.AbsoluteUri));
        var tokens = new List<string>();
        door.Answer = http =>
        {
            tokens.Add(http.Request.Headers.Authorization.ToString());
            return tokens.Count <= refusals
                ? AnsweringDoor.RefuseAsync(http, 401, "UnauthorizedException", "expired")
                : AnsweringDoor.WriteAsync(http, 200, "application/json", "\"hello\"");
        };

        (await caller.InvokeAsync("hi", RemoteAuth.Bearer)).ShouldBe(exitCode, caller.Notes);

        tokens.Distinct().Count().ShouldBe(2);
        tokens.Count.ShouldBe(2);
        caller.Output.Trim().ShouldBe(output);
    }

    [Theory]
    [InlineData(true, "takes no signatures: pass --bearer")]
    [InlineData(false, "takes no tokens: pass --sigv4")]
    public async Task Invoke_WithTheOtherAuthorizersProof_NamesTheOption(bool isJwt, string remedy)
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(isJwt
            ? RemoteCaller.TokenRuntime(stage.Aws, stage.Http.BaseAddress!)
            : new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, stage.Http.BaseAddress!));

        (await caller.InvokeAsync("hi", isJwt ? RemoteAuth.SigV4 : RemoteAuth.Bearer)).ShouldBe(1);

        caller.Notes.ShouldContain("403 AccessDeniedException");
        caller.Notes.ShouldContain(remedy);
        caller.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoke_WithATokenOfTheEnvironment_SendsThatAndExplainsItsRefusal()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws, (RemoteVariables.BearerToken, "not-a-good-token"));
        stage.Aws.Runtimes.Add(RemoteCaller.TokenRuntime(stage.Aws, stage.Http.BaseAddress!));

        (await caller.InvokeAsync("hi", RemoteAuth.Bearer)).ShouldBe(1);

        caller.Notes.ShouldContain("401 UnauthorizedException");
        caller.Notes.ShouldContain("discovery URL of the runtime's JWT authorizer");
        caller.Notes.ShouldNotContain("not-a-good-token");
        stage.Aws.UserPool.TokensIssued.ShouldBe(0);
    }

    [Fact]
    public async Task Invoke_WhoseTokenCannotBeFetched_NamesTheStepAndNoSecret()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.UserPool.RotateSecret(RemoteCaller.ClientId, "another");

        (await caller.InvokeAsync("hi", RemoteAuth.Bearer)).ShouldBe(1);

        caller.Notes.ShouldContain("fetching a token");
        caller.Notes.ShouldNotContain(RemoteCaller.Secret);
    }

    [Fact]
    public async Task Invoke_OnARuntimeWhoseContainerFails_NamesItsLogGroup()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, new Uri("http://127.0.0.1:9")));

        (await caller.InvokeAsync("hi")).ShouldBe(1);

        caller.Notes.ShouldContain("424 RuntimeClientError");
        caller.Notes.ShouldContain("/aws/bedrock-agentcore/runtimes/agent-x1-DEFAULT");
    }

    [Fact]
    public async Task Invoke_OnNoRuntime_SaysWhatToCheck()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);

        (await caller.InvokeAsync("hi")).ShouldBe(1);

        caller.Notes.ShouldContain("404 ResourceNotFoundException");
        caller.Notes.ShouldContain("the qualifier (DEFAULT)");
    }

    [Fact]
    public async Task Invoke_ThatWaitsForConsent_NamesTheCallAndGoesOnByItsId()
    {
        await using var stage = await Stage.StartAsync(("Policy:Ask", "echo"));
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, stage.Http.BaseAddress!));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "x" }), new ModelReply().Say("Now it ran."));

        (await caller.InvokeAsync("say x", session: Session, isStreamed: true)).ShouldBe(1);
        stage.Mcp.Count("tools/call").ShouldBe(0);
        var id = caller.Notes.Split("--approve ")[1].Split(' ')[0];

        (await caller.InvokeAsync(null, session: Session, decisions: new ApprovalDecisions([id], []))).ShouldBe(0, caller.Notes);

        stage.Mcp.Count("tools/call").ShouldBe(1);
        caller.Output.ShouldContain("Now it ran.");
    }

    [Fact]
    public async Task Invoke_AsJson_PrintsWhatTheAgentWrote()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.Runtimes.Add(new LocalRuntime(RemoteCaller.Arn, RuntimeProtocol.Http, stage.Http.BaseAddress!));
        stage.Model.Enqueue(new ModelReply().Say("Hello."), new ModelReply().Say("Hello."));

        await caller.InvokeAsync("hi", isJson: true);
        await caller.InvokeAsync("hi", isJson: true, isStreamed: true);

        var lines = caller.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        System.Text.Json.JsonElement.Parse(lines[0]).GetProperty("result").GetString().ShouldBe("Hello.");
        lines[1..].ShouldAllBe(line => System.Text.Json.JsonElement.Parse(line).GetProperty("type").GetString() != null);
    }

    [Theory]
    [InlineData("short", "33 to 256")]
    [InlineData("a session id with spaces, long enough", "neither")]
    [InlineData("ein-Gespräch-mit-mehr-als-33-Zeichen", "neither")]
    public async Task Invoke_WithABadSessionId_SendsNothingAndNamesTheRule(string session, string rule)
    {
        await using var door = await AnsweringDoor.StartAsync();
        await using var caller = RemoteCaller.Create(door);

        var failure = await Should.ThrowAsync<SettingsException>(caller.InvokeAsync("hi", session: session));

        failure.Problems.ShouldHaveSingleItem().ShouldContain(rule);
        door.Bodies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoke_WithATokenForAnAddressInTheClear_SendsNothing()
    {
        await using var door = await AnsweringDoor.StartAsync();
        await using var caller = RemoteCaller.Create(door, (RemoteVariables.BearerToken, "token"));

        var failure = await Should.ThrowAsync<SettingsException>(
            caller.InvokeAsync("hi", RemoteAuth.Bearer, address: "http://agent.example/invocations"));

        failure.Problems.ShouldHaveSingleItem().ShouldContain("in the clear to agent.example");
    }

    [Fact]
    public async Task Invoke_WithATokenForAnArnWhoseEndpointIsInTheClear_SendsNothing()
    {
        await using var door = await AnsweringDoor.StartAsync();
        await using var caller = RemoteCaller.Create(
            door, (RemoteVariables.BearerToken, "token"), ("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", "http://plane.example"));

        var failure = await Should.ThrowAsync<SettingsException>(caller.InvokeAsync("hi", RemoteAuth.Bearer));

        failure.Problems.ShouldHaveSingleItem().ShouldContain("in the clear to plane.example");
    }

    [Fact]
    public async Task Invoke_WithoutAnyTokenServer_SaysWhatToSet()
    {
        await using var door = await AnsweringDoor.StartAsync();
        await using var caller = RemoteCaller.Create(door);

        var failure = await Should.ThrowAsync<SettingsException>(caller.InvokeAsync("hi", RemoteAuth.Bearer));

        failure.Problems.ShouldHaveSingleItem().ShouldContain(RemoteVariables.BearerToken);
    }
}

using AgentStack.Agent.Commands;
using AgentStack.Agent.Tests.Remote;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.Settings;

namespace AgentStack.Agent.Tests.Commands;

public sealed class TokenTests
{
    private const string StartOfAJwt = "eyJ";

    [Fact]
    public async Task Token_OfAMachine_TellsWhatItSaysAndNotTheToken()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);

        var run = await RunAsync(caller, "gate", shows: false);

        run.ExitCode.ShouldBe(0, run.Notes);
        run.Output.ShouldContain($"issuer      {stage.Aws.UserPool.Issuer}");
        run.Output.ShouldContain("client id   caller");
        run.Output.ShouldContain("scopes      tools/invoke");
        run.Output.ShouldContain("audience    none, as in all access tokens of Cognito");
        run.Output.ShouldContain("Z, in ");
        (run.Output + run.Notes).ShouldNotContain(StartOfAJwt);
    }

    [Fact]
    public async Task Token_Shown_StandsAloneOnStandardOutput()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);

        var run = await RunAsync(caller, name: null, shows: true);

        TokenFacts.Read(run.Output.Trim())!.ClientId.ShouldBe("caller");
        run.Notes.ShouldContain("client id   caller");
        run.Notes.ShouldNotContain(StartOfAJwt);
    }

    [Fact]
    public async Task Token_ThatCannotBeHad_NamesTheStepAndNoSecret()
    {
        await using var stage = await Stage.StartAsync();
        await using var caller = RemoteCaller.Create(stage.Aws);
        stage.Aws.UserPool.RotateSecret(RemoteCaller.ClientId, "another");

        var run = await RunAsync(caller, "gate", shows: true);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Notes.ShouldContain("invalid_client");
        run.Notes.ShouldNotContain(RemoteCaller.Secret);
    }

    [Fact]
    public async Task Token_OfAServerThatIsSentNone_NamesThoseThatAre()
    {
        await using var stage = await Stage.StartAsync();

        await using var caller = RemoteCaller.Create(
            stage.Aws, ("McpServers:open:Auth", "None"), ("McpServers:open:Url", "http://127.0.0.1:9/mcp"));

        var failure = await Should.ThrowAsync<SettingsException>(RunAsync(caller, "open", shows: false));

        failure.Problems.ShouldHaveSingleItem().ShouldContain("there are gate");
    }

    [Fact]
    public void Report_OfAnOpaqueToken_SaysWhatThatMeans() =>
        new TokenReport("gate", Facts: null, DateTimeOffset.UnixEpoch).Lines.Last().ShouldContain("opaque");

    [Fact]
    public void Report_OfAnExpiredTokenWithAnAudience_SaysSo()
    {
        var facts = new TokenFacts("iss", "user-1", "client", ["tools"], [], null, DateTimeOffset.UnixEpoch, default);

        var report = string.Join('\n', new TokenReport("gate", facts, DateTimeOffset.UnixEpoch.AddSeconds(1)).Lines);

        report.ShouldContain("subject     user-1");
        report.ShouldContain("audience    tools (what allowedAudience");
        report.ShouldContain("1970-01-01 00:00:00Z, expired");
        report.ShouldContain("scopes      none");
    }

    private static Task<CommandRun> RunAsync(RemoteCaller caller, string? name, bool shows) => CommandRun.OfAsync(
        console => TokenCommand.RunAsync(caller.Services, name, shows, console, TestContext.Current.CancellationToken));
}

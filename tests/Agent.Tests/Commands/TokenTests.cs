using System.CommandLine;
using AgentStack.Agent.Commands;
using AgentStack.Agent.Tests.Remote;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task Token_OfAUser_TakesThePlaceOfAMachineWithAllThatIsTheMachines()
    {
        await using var stage = await Stage.StartAsync();
        stage.Aws.UserPool.AddClient("machine", "s3cret", "tools/invoke");
        var values = stage.Aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        values["McpServers:gate:ClientId"] = "machine";
        values["McpServers:gate:ClientSecret"] = "s3cret";
        values["McpServers:gate:DiscoveryUrl"] = stage.Aws.UserPool.DiscoveryUrl.AbsoluteUri;
        values["McpServers:gate:Url"] = "http://127.0.0.1:9/mcp";
        values["McpServers:gate:Scope"] = "tools/invoke";
        values["McpServers:gate:Resource"] = "https://gate.example";
        using var input = new StringReader("pass-of-alice\n");
        var console = new CommandConsole(input, TextWriter.Null, TextWriter.Null, IsInteractive: false);
        var request = new AgentRequest([], IsServing: false, new RootCommand().Parse([]))
        {
            Overlay = all => TokenCommand.SignIn(all, "gate", "alice", console),
        };

        await using var app = AgentApplication.Build(request, builder => builder.Configuration.AddInMemoryCollection(values));

        var options = app.Services.GetRequiredService<RemoteMcpServers>().All.Single().Options;
        options.Auth.ShouldBe(RemoteServerAuth.UserPassword);
        options.UserName.ShouldBe("alice");
        options.Scope.ShouldBeNull();
        options.Resource.ShouldBeNull();
    }

    [Fact]
    public void Token_OfAUserAtNoServer_IsRefusedBeforeThePasswordIsAskedFor()
    {
        using var configuration = new ConfigurationManager();
        configuration["McpServers:gate:Auth"] = "M2M";
        using var input = new StringReader("pass-of-alice\n");
        var console = new CommandConsole(input, TextWriter.Null, TextWriter.Null, IsInteractive: false);

        var failure = Should.Throw<SettingsException>(() => TokenCommand.SignIn(configuration, "nosuch", "alice", console));

        failure.Problems.ShouldHaveSingleItem().ShouldBe("--server \"nosuch\" is no MCP server of the settings; there are gate");
        input.ReadLine().ShouldBe("pass-of-alice");
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

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Stdio;

public sealed class ChildServerTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly string _mark = Path.Combine(Path.GetTempPath(), $"child-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_mark);

    [Theory]
    [InlineData("")]
    [InlineData("banner")]
    [InlineData("touchy")]
    public async Task Child_ThatIsAServer_IsStartedOnFirstUseAndServes(string mode)
    {
        await using var stage = ChildStage.Start(mode);
        stage.Server.Condition.State.ShouldBe(ConnectionState.Idle);

        var offers = await stage.Server.ListOffersAsync(Cancellation);

        offers.Tools.Tools.ShouldHaveSingleItem().Name.ShouldBe("pid");
        offers.Prompts.ShouldHaveSingleItem().Definition.GetRawText().ShouldBe("""{"name":"greet","extra":1.0}""");
        offers.Problems.ShouldBeEmpty();
        (await stage.CallAsync("pid")).ShouldBe(await stage.CallAsync("pid"));
        stage.Server.Condition.Instructions.ShouldBe("Be kind.");
        stage.Server.Condition.Capabilities!.Value.GetProperty("x-own").GetRawText().ShouldBe("""{"a":1.0}""");
    }

    [Fact]
    public async Task Child_CalledInATrace_IsToldOfItUnlessTheCallerSaysAnother()
    {
        const string Callers = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var stage = ChildStage.Start();
        using var span = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();

        var own = await stage.CallAsync("trace");
        var callers = await stage.Server.RequestAsync(
            new RemoteRequest("tools/call", new() { ["name"] = "trace", ["arguments"] = new JsonObject() })
            {
                Context = new CallContext { Meta = new JsonObject { ["traceparent"] = Callers } },
            },
            Cancellation);

        own.ShouldBe(span.Id);
        ((string)callers.Result!["content"]![0]!["text"]!).ShouldBe(Callers);
    }

    [Fact]
    public async Task Child_ThatDies_IsReplacedByTheNextCall()
    {
        await using var stage = ChildStage.Start();
        var first = await stage.CallAsync("pid");

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => stage.CallAsync("die"));

        failure.Message.ShouldContain("calling the tool at the command 'sh' failed: The process ended (exit code 3).");

        // A call that is quicker than the news of the end hears of it too.
        var next = "";
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    next = await stage.CallAsync("pid");
                    return true;
                }
                catch (RemoteMcpException)
                {
                    return false;
                }
            },
            "the next process");
        next.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("exit", "The process ended at once (exit code 7).")]
    [InlineData("flood", "more events than are taken")]
    [InlineData("endless", "larger than")]
    public async Task Child_ThatIsNoServer_IsExplained(string mode, string problem)
    {
        await using var stage = ChildStage.Start(mode);

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => stage.CallAsync("pid"));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldContain(problem);
        failure.ToString().ShouldNotContain("secret of the child");
        stage.Server.Condition.State.ShouldBe(ConnectionState.Connecting);
        stage.Server.Condition.RetryAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("garbage", "lines to its standard output, none of them MCP.")]
    [InlineData("hang", "No answer within 15 s.")]
    public async Task Child_ThatSaysNothing_IsExplained(string mode, string problem)
    {
        await using var stage = ChildStage.Start(mode, ("Environment:CHILD_MARK", _mark));

        var failure = await stage.TimeOutAsync(stage.CallAsync("pid"), () => File.Exists(_mark), "the child to be silent");

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldContain(problem);
    }

    [Fact]
    public async Task StandardError_OfAChild_IsLoggedAtDebugAlone()
    {
        await using var stage = ChildStage.Start("exit");

        await Should.ThrowAsync<RemoteMcpException>(() => stage.CallAsync("pid"));

        var lines = stage.Log.Lines.Where(line => line.Contains("a secret of the child", StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.StartsWith("Debug ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no-such-program-anywhere", null, "there is no such command", "Gateway:Upstreams:child:Command")]
    [InlineData("/etc/passwd", null, "it may not be run", "executable")]
    [InlineData("/bin/sh", "/no/such/folder", "its working directory is not there", "Gateway:Upstreams:child:WorkingDirectory")]
    public async Task Command_ThatCannotBeStarted_IsExplained(string command, string? folder, string problem, string remedy)
    {
        (string, string)[] settings = folder is null ? [("Command", command)] : [("Command", command), ("WorkingDirectory", folder)];
        await using var stage = ChildStage.StartCommand(settings);

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => stage.Server.ListToolsAsync(Cancellation));

        failure.Problem.ShouldContain(problem);
        failure.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public async Task Environment_OfAChild_HasNothingOfOursButWhatIsNamed()
    {
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "not-a-real-one");
        Environment.SetEnvironmentVariable("CHILD_PASSED_1", "x");
        await using var stage = ChildStage.Start("", ("Environment:CHILD_MARK", "marked"), ("PassEnvironment", "CHILD_PASSED_*"));

        var names = (await stage.CallAsync("env")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        names.ShouldContain("PATH");
        names.ShouldContain("CHILD_PASSED_1");
        names.ShouldNotContain(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("DOTNET", StringComparison.Ordinal));
        (await stage.CallAsync("mark")).ShouldBe("marked");
    }

    [Fact]
    public async Task Child_WithAWorkingDirectory_RunsThere()
    {
        await using var stage = ChildStage.Start("", ("WorkingDirectory", "/"));

        (await stage.CallAsync("pwd")).ShouldBe("/");
    }

    [Fact]
    public async Task Children_OfTheChild_EndWithTheServer()
    {
        var stage = ChildStage.Start();
        var child = await stage.CallAsync("pid");
        var grandchild = await stage.CallAsync("spawn");
        IsRunning(grandchild).ShouldBeTrue();

        await stage.DisposeAsync();

        await Eventually.TrueAsync(() => !IsRunning(child) && !IsRunning(grandchild), "both processes to end");
    }

    [Fact]
    public async Task Call_ThatAChildDoesNotAnswer_EndsAtItsDeadlineAndTheChildLives()
    {
        await using var stage = ChildStage.Start("", ("Environment:CHILD_MARK", _mark));
        var first = await stage.CallAsync("pid");

        var failure = await stage.TimeOutAsync(stage.CallAsync("wait"), () => File.Exists(_mark), "the call");

        failure.Problem.ShouldBe("No answer within 60 s.");
        (await stage.CallAsync("pid")).ShouldBe(first);
    }

    [Fact]
    public async Task Child_ThatReadsNoMore_HoldsUpNobodyForLongAndIsReplaced()
    {
        await using var stage = ChildStage.Start("", ("Environment:CHILD_MARK", _mark));
        var first = await stage.CallAsync("pid");
        var stopped = stage.CallAsync("stop");
        await Eventually.TrueAsync(() => File.Exists(_mark), "the child to stop");
        var more = Enumerable.Range(0, 3).Select(_ => stage.CallAsync("pid", new string('x', 1_000_000))).ToArray();

        await stage.TimeOutAsync(stopped, () => stage.Clock.PendingTimers >= 4, "the calls");
        foreach (var call in more)
            (await Should.ThrowAsync<RemoteMcpException>(() => call)).Problem.ShouldBe("No answer within 60 s.");

        await Should.ThrowAsync<RemoteMcpException>(() => stage.Clock.PassPausesAsync(stage.Server.ListToolsAsync(Cancellation)));
        await Eventually.TrueAsync(() => IsOver(first), "the process to end, when nobody waits for it any more");
        stage.Server.TryNow();
        (await stage.CallAsync("pid")).ShouldNotBe(first);

        bool IsOver(string child)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return !IsRunning(child);
        }
    }

    [Fact]
    public async Task Child_ThatDoesNotList_IsReplaced()
    {
        await using var stage = ChildStage.Start("deaf", ("Environment:CHILD_MARK", _mark));
        var first = await stage.CallAsync("pid");

        await stage.TimeOutAsync(stage.Server.ListToolsAsync(Cancellation), () => File.Exists(_mark), "the question");

        await Eventually.TrueAsync(() => !IsRunning(first), "the process to end");
        stage.Server.TryNow();
        (await stage.CallAsync("pid")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Child_WhoseToolRefuses_Lives()
    {
        await using var stage = ChildStage.Start();
        var first = await stage.CallAsync("pid");

        var answer = await stage.Server.RequestAsync(new RemoteRequest("tools/call", new() { ["name"] = "refuse" }), Cancellation);

        answer.Error.ShouldNotBeNull().Code.ShouldBe(-32000);
        (await stage.CallAsync("pid")).ShouldBe(first);
    }

    [Fact]
    public async Task Child_WhoseResultCannotBeLookedInto_HasRunIt()
    {
        await using var stage = ChildStage.Start();

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => stage.CallAsync("half"));

        failure.Problem.ShouldContain("its result cannot be read");
        failure.HasRun.ShouldBe(true);
    }

    [Fact]
    public async Task Child_ThatSaysMoreThanIsTaken_LosesThatAndLives()
    {
        await using var stage = ChildStage.Start();
        var first = await stage.CallAsync("pid");

        (await stage.CallAsync("chat")).ShouldBe("done");

        (await stage.CallAsync("pid")).ShouldBe(first);
        stage.Log.Lines.Count(line => line.Contains("sent a log message", StringComparison.Ordinal)).ShouldBe(EventRate.MostEvents);
    }

    [Fact]
    public async Task Child_ThatAnswersMoreOftenThanItMaySpeakByItself_Lives()
    {
        await using var stage = ChildStage.Start();
        var first = await stage.CallAsync("pid");

        await Parallel.ForAsync(0, EventRate.MostEvents + 1, Cancellation, async (_, _) => (await stage.CallAsync("pid")).ShouldBe(first));
    }

    private static bool IsRunning(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

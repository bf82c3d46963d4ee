using System.Text.Json;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Faults;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>
/// Each thing on the path breaks once. The message names the step and the remedy, /ping stays healthy, no secret is
/// told, and once it is mended the next prompt works.
/// </summary>
public sealed class BreakAndMendTests
{
    private const string Prompt = "What is 2+2?";
    private const string Prefix = "/app/mcp/tools";

    [Fact]
    public Task Parameters_ThatAreMissing_AreNamedWithTheCommandsThatSetThem() =>
        RunAsync(
            stack =>
            {
                foreach (var name in stack.Aws.Parameters.Names)
                    stack.Aws.Parameters.Delete(name);
            },
            ["reading the SSM parameters", $"{Prefix}/machine_client_id is missing", $"aws ssm put-parameter", $"{Prefix}/cognito_secret"],
            stack => stack.Seed.AddParameters());

    [Fact]
    public Task Secret_ThatIsWrong_IsNamedAndNotTold() =>
        RunAsync(
            stack => stack.Aws.Parameters.Put($"{Prefix}/cognito_secret", "a-wrong-one", secure: true),
            ["fetching a token", "invalid_client", "cognito_secret"],
            stack => stack.Aws.Parameters.Put($"{Prefix}/cognito_secret", stack.Seed.ClientSecret, secure: true));

    [Fact]
    public Task Issuer_ThatIsDown_IsNamedByItsAddress() =>
        RunAsync(
            stack => stack.Aws.Faults.Add(new Fault("Discovery", FaultKind.Cut) { Count = 1000 }),
            ["reading the discovery document", "openid-configuration", "Check that the issuer is up"],
            stack => stack.Aws.Faults.Clear());

    [Fact]
    public Task Token_ThatTheRuntimeRefuses_IsExplained() =>
        RunAsync(
            stack => stack.Aws.Runtimes.Add(stack.Seed.McpRuntime(new Uri("http://127.0.0.1:9")) with
            {
                Authorizer = new JwtAuthorizer(stack.Aws.UserPool.DiscoveryUrl) { AllowedClients = ["somebody-else"] },
            }),
            ["connecting", "403", "allowedClients"],
            async stack =>
            {
                await stack.StopMcpServerAsync();
                await stack.StartMcpServerAsync();
            });

    [Fact]
    public Task Runtime_ThatIsNotThere_IsNamedByItsArn() =>
        RunAsync(
            stack => stack.Aws.Parameters.Put($"{Prefix}/agent_arn", $"{stack.Seed.McpRuntimeArn}x"),
            ["connecting", "404", "runtime%2Ftools-localx", "Check the runtime ARN"],
            stack => stack.Seed.AddParameters());

    [Fact]
    public Task McpServer_DownAtTheStart_IsUsedWhenItIsBack() =>
        RunAsync(
            stack => stack.StopMcpServerAsync(),
            ["connecting", "424", "CloudWatch"],
            stack => stack.StartMcpServerAsync());

    [Fact]
    public async Task McpServer_RestartedInBetween_IsUsedAgain()
    {
        await using var stack = await FullStack.StartAsync();
        (await stack.AskAsync(Prompt)).GetProperty("result").GetString()!.ShouldContain("4");

        await stack.StopMcpServerAsync();
        var broken = await stack.AskAsync(Prompt);
        await stack.StartMcpServerAsync();

        broken.GetProperty("tool_calls")[0].GetProperty("is_error").GetBoolean().ShouldBeTrue();
        (await stack.AskAsync("What is 3+3?")).GetProperty("result").GetString()!.ShouldContain("6");
    }

    [Fact]
    public async Task Tool_ThatHangs_EndsAtItsDeadlineAndIsTold()
    {
        await using var stack = await FullStack.StartAsync();
        (await stack.AskAsync(Prompt)).GetProperty("result").GetString()!.ShouldContain("4");
        stack.Aws.Faults.Add(new Fault("InvokeAgentRuntime", FaultKind.Delay) { Delay = TimeSpan.FromMinutes(5) });

        var asking = stack.AskAsync(Prompt);
        await Eventually.TrueAsync(() => stack.Aws.Faults.Pending.Count == 0, "the call to arrive");
        (await stack.PingAsync()).ShouldBe("HealthyBusy");
        stack.Clock.Advance(TimeSpan.FromSeconds(61));

        var reply = await asking;
        reply.GetProperty("tool_calls")[0].GetProperty("output").GetString()!.ShouldContain("calling the tool");
        reply.GetProperty("tool_calls")[0].GetProperty("output").GetString()!.ShouldContain("No answer within 60 s");
        (await stack.AskAsync("What is 3+3?")).GetProperty("result").GetString()!.ShouldContain("6");
    }

    [Fact]
    public async Task Bedrock_ThatThrottles_IsNamedWithTheRemedy()
    {
        await using var stack = await FullStack.StartAsync();
        stack.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Throttle) { Count = 100 });

        var broken = await stack.Clock.PassPausesAsync(stack.AskAsync(Prompt));
        stack.Aws.Faults.Clear();

        broken.GetProperty("error_type").GetString().ShouldBe("model_throttled");
        broken.GetProperty("error").GetString()!.ShouldContain("raise its quota");
        (await stack.PingAsync()).ShouldBe("Healthy");
        (await stack.AskAsync(Prompt)).GetProperty("result").GetString()!.ShouldContain("4");
    }

    [Fact]
    public async Task Caller_GoneInMidStream_LeavesNothingBehind()
    {
        await using var stack = await FullStack.StartAsync();
        stack.Aws.Faults.Add(new Fault("ConverseStream", FaultKind.Delay) { Delay = TimeSpan.FromMinutes(5) });
        using var caller = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hi\"") };
        request.Headers.Add("Accept", "text/event-stream");

        using var response = await stack.Agent.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, caller.Token);
        var reading = response.Content.ReadAsStringAsync(caller.Token);
        await Eventually.TrueAsync(() => stack.Aws.Faults.Pending.Count == 0, "the turn to reach the model");
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await Eventually.TrueAsync(async () => await stack.PingAsync() == "Healthy", "the turn to end");
        (await stack.AskAsync(Prompt)).GetProperty("result").GetString()!.ShouldContain("4");
    }

    private static Task RunAsync(Action<FullStack> breakIt, string[] words, Action<FullStack> mend) =>
        RunAsync(
            stack =>
            {
                breakIt(stack);
                return Task.CompletedTask;
            },
            words,
            stack =>
            {
                mend(stack);
                return Task.CompletedTask;
            });

    private static Task RunAsync(Action<FullStack> breakIt, string[] words, Func<FullStack, Task> mend) =>
        RunAsync(
            stack =>
            {
                breakIt(stack);
                return Task.CompletedTask;
            },
            words,
            mend);

    private static async Task RunAsync(Func<FullStack, Task> breakIt, string[] words, Func<FullStack, Task> mend)
    {
        await using var stack = await FullStack.StartAsync(breakIt);

        var broken = await stack.AskAsync(Prompt);

        var warning = broken.GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem().GetProperty("message").GetString()!;
        foreach (var word in words)
            warning.ShouldContain(word);

        (await stack.PingAsync()).ShouldBe("Healthy");
        await mend(stack);

        // What refused is left alone for half a minute; then it is tried again, by a prompt or without one.
        stack.Clock.Advance(TimeSpan.FromSeconds(45));
        var mended = await stack.AskAsync(Prompt);
        mended.GetProperty("warnings").GetArrayLength().ShouldBe(0, mended.GetRawText());
        mended.GetProperty("result").GetString()!.ShouldContain("4");
        ShouldTellNoSecret(stack, broken);
    }

    private static void ShouldTellNoSecret(FullStack stack, JsonElement reply)
    {
        string[] secrets = [stack.Seed.ClientSecret, stack.Aws.SecretAccessKey, "a-wrong-one", "eyJ"];
        foreach (var secret in secrets)
        {
            reply.GetRawText().ShouldNotContain(secret);
            stack.Log.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}

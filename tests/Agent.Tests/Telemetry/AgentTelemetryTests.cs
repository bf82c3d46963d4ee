using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Otlp;

namespace AgentStack.Agent.Tests.Telemetry;

/// <summary>What a collector gets of turns.</summary>
public sealed class AgentTelemetryTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Session = "the-session";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    [Fact]
    public async Task Turn_WithATool_IsATreeOfSpansInTheConventionsWords()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver, ("Model:Temperature", "0.5"), ("Model:MaxTokens", "100"));
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }, "call-1"), new ModelReply().Say("done"));

        await AskAsync(stage);

        var turn = receiver.Spans.Single(span => span.Name == "invoke_agent agentstack-agent");
        turn.Kind.ShouldBe(1);
        turn.IsError.ShouldBeFalse();
        turn["gen_ai.operation.name"].ShouldBe("invoke_agent");
        turn["gen_ai.provider.name"].ShouldBe("aws.bedrock");
        turn["gen_ai.system"].ShouldBe("aws.bedrock");
        turn["gen_ai.agent.name"].ShouldBe("agentstack-agent");
        turn["gen_ai.conversation.id"].ShouldBe(Session);
        turn["session.id"].ShouldBe(Session);
        turn["aws.service.type"].ShouldBe("gen_ai_agent");
        turn["gen_ai.response.finish_reasons"].ShouldBe("stop");
        turn["agentstack.model.calls"].ShouldBe(2L);
        turn.Resource["aws.service.type"].ShouldBe("gen_ai_agent");

        var chats = receiver.Spans.Where(span => span.Name == "chat global.anthropic.claude-sonnet-5").ToList();
        chats.Count.ShouldBe(2);
        chats.ShouldAllBe(chat => chat.ParentId == turn.SpanId && chat.Kind == 3 && (string?)chat["session.id"] == Session);
        chats[0]["gen_ai.request.temperature"].ShouldBe(0.5);
        chats[0]["gen_ai.request.max_tokens"].ShouldBe(100L);
        chats[0]["gen_ai.response.finish_reasons"].ShouldBe("tool_calls");
        chats.Sum(chat => (long)chat["gen_ai.usage.input_tokens"]!).ShouldBe((long)turn["gen_ai.usage.input_tokens"]!);
        chats.Sum(chat => (long)chat["gen_ai.usage.output_tokens"]!).ShouldBe((long)turn["gen_ai.usage.output_tokens"]!);

        var tool = receiver.Spans.Single(span => span.Name == "execute_tool echo");
        tool.ParentId.ShouldBe(turn.SpanId);
        tool["gen_ai.tool.name"].ShouldBe("echo");
        tool["gen_ai.tool.call.id"].ShouldBe("call-1");
        tool["agentstack.tool.server"].ShouldBe("tools");
        tool["session.id"].ShouldBe(Session);
        receiver.Spans.ShouldContain(span => span.ParentId == tool.SpanId && span.Name == "POST" && span.Kind == 3);
        receiver.Spans.ShouldContain(span => span.ParentId == chats[0].SpanId && span.Name == "POST" && span.Kind == 3);
        receiver.Spans.ShouldAllBe(span => span.Service == "agentstack-agent");
    }

    [Fact]
    public async Task Turn_Metrics_HaveTheConventionsNamesUnitsAndBuckets()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver);
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }), new ModelReply().Say("done"));

        await AskAsync(stage);

        var duration = Point(receiver, "gen_ai.client.operation.duration");
        (duration.Unit, duration.Count).ShouldBe(("s", 2));
        duration.Bounds.ShouldBe([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]);
        duration.Attributes["gen_ai.operation.name"].ShouldBe("chat");
        duration.Attributes["gen_ai.provider.name"].ShouldBe("aws.bedrock");
        duration.Attributes["gen_ai.request.model"].ShouldBe("global.anthropic.claude-sonnet-5");
        Point(receiver, "gen_ai.client.operation.time_to_first_chunk").Count.ShouldBe(2);
        var tokens = receiver.Points.Where(point => point.Metric == "gen_ai.client.token.usage").ToList();
        tokens.Select(point => point.Attributes["gen_ai.token.type"]).ShouldBe(["input", "output"], ignoreOrder: true);
        tokens.ShouldAllBe(point => point.Unit == "{token}" && point.Bounds[0] == 1 && point.Bounds.Count == 14);
        Point(receiver, "gen_ai.execute_tool.duration").Attributes["gen_ai.tool.name"].ShouldBe("echo");
        Point(receiver, "gen_ai.invoke_agent.duration").Attributes["gen_ai.agent.name"].ShouldBe("agentstack-agent");
        Point(receiver, "agentstack.turns.active").Sum.ShouldBe(0);
    }

    [Fact]
    public async Task Tools_ThatFailOrAreUnknown_AreErrorsOfLowCardinality()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver);
        stage.Mcp.Call = (_, _) => FakeMcpServer.Text("no", isError: true);
        stage.Model.Enqueue(
            new ModelReply().Call("echo", new { text = "a" }).Call("made_up_by_the_model", new { }), new ModelReply().Say("done"));

        await AskAsync(stage);

        var tools = receiver.Spans.Where(span => (string?)span["gen_ai.operation.name"] == "execute_tool").ToList();
        tools.Select(tool => tool.Name).ShouldBe(["execute_tool echo", "execute_tool"], ignoreOrder: true);
        tools.ShouldAllBe(tool => tool.IsError && (string?)tool["error.type"] == "tool_error");
        receiver.Points.Where(point => point.Metric == "gen_ai.execute_tool.duration").Select(point => point.Attributes["gen_ai.tool.name"])
            .ShouldBe(["echo", "_OTHER"], ignoreOrder: true);
    }

    [Fact]
    public async Task Turn_ThatFails_SaysWhyByTheErrorType()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver);
        stage.Model.Enqueue(new ModelReply().Fail("AccessDeniedException", "private words"));

        await AskAsync(stage);

        var failed = receiver.Spans.Where(span => span["error.type"] is "model_access_denied").ToList();
        failed.Select(span => span.Name).ShouldBe(["chat global.anthropic.claude-sonnet-5", "invoke_agent agentstack-agent"], ignoreOrder: true);
        failed.ShouldAllBe(span => span.IsError);
        Point(receiver, "gen_ai.client.operation.duration").Attributes["error.type"].ShouldBe("model_access_denied");
        Point(receiver, "gen_ai.invoke_agent.duration").Attributes["error.type"].ShouldBe("model_access_denied");
    }

    [Fact]
    public async Task Turn_WhoseCallerWentAway_IsCancelled()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver);
        var hanging = new ModelReply().Say("one").Hang();
        stage.Model.Enqueue(hanging);

        using (var response = await stage.AskAsync("hi", Session, isStream: true))
            await Eventually.TrueAsync(() => stage.Model.Pending == 0, "the turn to reach the model");

        await hanging.Abandoned.WaitAsync(TestContext.Current.CancellationToken);
        await stage.App.StopAsync(TestContext.Current.CancellationToken);

        receiver.Spans.Single(span => span.Name.StartsWith("invoke_agent", StringComparison.Ordinal))["error.type"].ShouldBe("cancelled");
        Point(receiver, "agentstack.turns.active").Sum.ShouldBe(0);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Telemetry:CaptureContent", true)]
    [InlineData("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", true)]
    public async Task Content_IsInSpansOnlyWhenSwitchedOn(string? switchedOn, bool isThere)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver, (switchedOn ?? "Telemetry:CaptureContent", isThere ? "true" : "false"));
        stage.Mcp.Call = (_, _) => FakeMcpServer.Text("private-result");
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "private-argument" }), new ModelReply().Say("private-answer"));

        await AskAsync(stage, "private-prompt");

        var said = string.Join('\n', receiver.Spans.SelectMany(span => span.Attributes.Values));
        foreach (var word in (string[])["private-prompt", "private-argument", "private-result", "private-answer"])
            said.Contains(word, StringComparison.Ordinal).ShouldBe(isThere, word);

        if (!isThere)
            return;

        var last = receiver.Spans.Last(span => span.Name.StartsWith("chat", StringComparison.Ordinal));
        var messages = JsonElement.Parse((string)last["gen_ai.input.messages"]!);
        messages[0].GetProperty("parts")[0].GetProperty("content").GetString().ShouldBe("private-prompt");
        messages[1].GetProperty("parts")[0].GetProperty("type").GetString().ShouldBe("tool_call");
        messages[2].GetProperty("parts")[0].GetProperty("type").GetString().ShouldBe("tool_call_response");
        JsonElement.Parse((string)last["gen_ai.output.messages"]!)[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
    }

    [Theory]
    [InlineData("01", "1")]
    [InlineData("00", "0")]
    public async Task McpCalls_CarryTheTraceAndTheSession(string flags, string sampled)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await StartAsync(receiver);
        stage.Model.Enqueue(new ModelReply().Call("echo", new { text = "a" }), new ModelReply().Say("done"));

        await AskAsync(stage, "hi", ("traceparent", $"00-{Trace}-{ParentId}-{flags}"), ("baggage", "session.id=another,tenant=t1"));

        var headers = stage.Mcp.Requests.Last(request => request.Method == "tools/call").Headers;
        headers["traceparent"].ShouldStartWith($"00-{Trace}-");
        headers["traceparent"].ShouldEndWith($"-{flags}");
        headers["X-Amzn-Trace-Id"].ShouldStartWith($"Root=1-{Trace[..8]}-{Trace[8..]};Parent=");
        headers["X-Amzn-Trace-Id"].ShouldEndWith($";Sampled={sampled}");
        headers["baggage"].Split(',').ShouldBe([$"session.id={Session}", "tenant=t1"], ignoreOrder: true);
        receiver.Spans.Where(span => span.TraceId == Trace).Any().ShouldBe(sampled == "1");
    }

    [Fact]
    public async Task Telemetry_NotConfigured_SendsNothingAndTurnsGoOn()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("hello"));

        (await AskAsync(stage)).ShouldContain("hello");

        receiver.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Receiver_ThatHangs_SlowsNoTurn()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var hanging = new TaskCompletionSource();
        receiver.Mood = async _ =>
        {
            await hanging.Task;
            return true;
        };
        await using var stage = await StartAsync(receiver);

        for (var i = 0; i < 5; i++)
        {
            stage.Model.Enqueue(new ModelReply().Say("hello"));
            using var response = await stage.AskAsync("hi", $"session-{i}");
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("hello");
        }

        hanging.SetResult();
    }

    [Fact]
    public async Task Export_ToAws_BringsTurnsToXRay()
    {
        await using var stage = await Stage.StartAsync(("Telemetry:Export", "aws"));
        stage.Model.Enqueue(new ModelReply().Say("hello"));

        await AskAsync(stage);

        stage.Aws.Telemetry.Exports.SelectMany(export => OtlpMessages.Spans(export.Body)).Select(span => span.Name)
            .ShouldContain("invoke_agent agentstack-agent");
    }

    private static Task<Stage> StartAsync(OtlpReceiver receiver, params (string Key, string Value)[] settings) =>
        Stage.StartAsync([(Endpoint, receiver.Address.AbsoluteUri), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"), .. settings]);

    /// <summary>Asks, and ends the process, so that all of its telemetry is there.</summary>
    private static async Task<string> AskAsync(Stage stage, string prompt = "hi", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent(JsonSerializer.Serialize(prompt)) };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", Session);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await stage.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await stage.App.StopAsync(TestContext.Current.CancellationToken);
        return body;
    }

    private static OtlpPoint Point(OtlpReceiver receiver, string metric) => receiver.Points.Single(point => point.Metric == metric);
}

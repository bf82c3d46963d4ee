using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.Tests.Shared;
using AgentStack.Tests.Shared.Otlp;

namespace AgentStack.Agent.Tests.Doctor;

public sealed class DoctorTests : IAsyncLifetime
{
    private DoctorStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await DoctorStage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Doctor_WhereAllIsWell_TellsWhatItFoundAtEachStep()
    {
        _stage.Aws.Guardrails.Put(new GuardrailPolicy("abc123"));
        _stage.Settings["Guardrail:Id"] = "abc123";
        await using var collector = await OtlpReceiver.StartAsync();
        _stage.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri;

        var exitCode = await _stage.VisitAsync();

        exitCode.ShouldBe(0, _stage.Output);
        Steps().ShouldBe(
        [
            "settings", "AWS credentials", "tools: parameters", "tools: discovery", "tools: token", "tools: front door",
            "tools: handshake", "tools: tools", "model", "guardrail", "conversations", "telemetry",
        ]);
        _stage.Output.ShouldContain("arn:aws:iam::123456789012:user/local in us-east-1");
        _stage.Output.ShouldContain($"{DoctorStage.Prefix}: machine_client_id, cognito_secret, cognito_discovery_url, agent_arn");
        _stage.Output.ShouldContain($"issuer {_stage.Aws.UserPool.Issuer}, tokens at {_stage.Aws.UserPool.TokenEndpoint}");
        _stage.Output.ShouldContain($"client {DoctorStage.ClientId}, scopes {DoctorStage.Scope}, good until");
        _stage.Output.ShouldContain("MCP 2025-06-18, fake 1");
        _stage.Output.ShouldContain("2 tools");
        _stage.Aws.Model.Requests.ShouldHaveSingleItem().Body.GetProperty("inferenceConfig").GetProperty("maxTokens").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Doctor_AfterAFailure_SkipsWhatStandsOnItAndGoesOnWithTheRest()
    {
        _stage.Aws.Parameters.Put($"{DoctorStage.Prefix}/cognito_secret", "another", secure: true);

        await _stage.VisitAsync();

        _stage.Red.Count.ShouldBe(1);
        foreach (var step in (string[])["front door", "handshake", "tools"])
            Line($"tools: {step}").ShouldContain("skipped because token failed");

        Line("model").ShouldStartWith("ok");
        _stage.Mcp.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Doctor_WithoutAwsCredentials_SkipsWhatNeedsThemAndLooksAtTheOthers()
    {
        _stage.Settings["AWS_ACCESS_KEY_ID"] = "AKIDOFNOBODYATALL";
        _stage.Settings["McpServers:open:Auth"] = "None";
        _stage.Settings["McpServers:open:Url"] = _stage.Mcp.Url.AbsoluteUri;

        await _stage.VisitAsync();

        Line("tools: parameters").ShouldContain("skipped because AWS credentials failed");
        Line("tools: tools").ShouldContain("skipped because AWS credentials failed");
        Line("model").ShouldContain("skipped because AWS credentials failed");
        Line("open: tools").ShouldStartWith("ok");
        Line("conversations").ShouldStartWith("ok");
    }

    [Fact]
    public async Task Doctor_OfOneServer_LooksAtNothingElse()
    {
        _stage.Settings["McpServers:open:Auth"] = "None";
        _stage.Settings["McpServers:open:Url"] = _stage.Mcp.Url.AbsoluteUri;

        (await _stage.VisitAsync(only: "OPEN")).ShouldBe(0, _stage.Output);

        Steps().ShouldBe(["settings", "open: front door", "open: handshake", "open: tools"]);
    }

    [Fact]
    public async Task Doctor_OfToolsThatCannotBeOfferedAsTheyAre_TellsWhatIsDoneToThem()
    {
        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("a.name with spaces"));
        var bare = FakeMcpServer.Tool("bare");
        bare["inputSchema"] = JsonNode.Parse("""{"type":"object","properties":{"what is it":{"type":"string"}}}""");
        _stage.Mcp.Tools.Add(bare);
        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("echo"));

        await _stage.VisitAsync();

        var line = Line("tools: tools");
        line.ShouldContain("5 tools");
        line.ShouldContain("1 renamed for the model: a.name with spaces as a_name_with_spaces_");
        line.ShouldContain("1 with a schema put into other words: bare (the argument \"what is it\" offered as ");
        line.ShouldContain("1 left out: echo (the server lists the name more than once");
    }

    [Fact]
    public async Task Doctor_OfServersWhoseToolsHaveRoomOnlyAlone_TellsWhatATurnLeavesOut()
    {
        const int tools = 20;
        await using var other = await FakeMcpServer.StartAsync();
        foreach (var server in (FakeMcpServer[])[_stage.Mcp, other])
        {
            server.Tools.Clear();
            for (var i = 0; i < tools; i++)
                server.Tools.Add(LargeTool($"tool_{i}"));
        }

        _stage.Settings["McpServers:other:Auth"] = "None";
        _stage.Settings["McpServers:other:Url"] = other.Url.AbsoluteUri;

        (await _stage.VisitAsync()).ShouldBe(0, _stage.Output);

        var lines = _stage.Output.Split('\n');
        lines.First(line => line.StartsWith("ok   other: tools ", StringComparison.Ordinal)).ShouldNotContain("left out");
        lines.First(line => line.StartsWith("ok   tools: tools ", StringComparison.Ordinal)).ShouldNotContain("left out");
        var all = lines.First(line => line.StartsWith("ok   all tools ", StringComparison.Ordinal));
        all.ShouldContain("of 2 servers");
        all.ShouldContain("of tools left out: tool_");
    }

    private static JsonObject LargeTool(string name)
    {
        var tool = FakeMcpServer.Tool(name);
        var properties = new JsonObject();
        for (var i = 0; i < 30; i++)
            properties[$"p{i}"] = new JsonObject { ["type"] = "string", ["description"] = new string('x', 500) };

        tool["inputSchema"] = new JsonObject { ["type"] = "object", ["properties"] = properties };
        return tool;
    }

    [Fact]
    public async Task Doctor_ForAProgram_PrintsOneObject()
    {
        _stage.Aws.Parameters.Delete($"{DoctorStage.Prefix}/cognito_secret");

        var exitCode = await _stage.VisitForProgramAsync();

        var body = JsonElement.Parse(_stage.Output);
        body.GetProperty("ok").GetBoolean().ShouldBeFalse();
        body.GetProperty("exit_code").GetInt32().ShouldBe(exitCode);
        var steps = body.GetProperty("steps").EnumerateArray().ToList();
        var failed = steps.First(step => step.GetProperty("status").GetString() == "failed");
        failed.GetProperty("name").GetString().ShouldBe("parameters");
        failed.GetProperty("server").GetString().ShouldBe("tools");
        failed.GetProperty("finding").GetString().ShouldBe($"{DoctorStage.Prefix}/cognito_secret is missing");
        failed.GetProperty("duration_ms").GetInt64().ShouldBe(0);
        failed.GetProperty("cause").GetString().ShouldNotBeNull();
        failed.GetProperty("remedy").GetString().ShouldNotBeNull();
        failed.GetProperty("fix").EnumerateArray().ShouldHaveSingleItem();
        steps.ShouldContain(step => step.GetProperty("status").GetString() == "skipped");
    }

    [Fact]
    public async Task Doctor_WithoutFix_PrintsNoCommandsAndSaysHowToGetThem()
    {
        _stage.SetRuntime(authorizer: null);

        await _stage.VisitAsync(showsFixes: false);

        _stage.Output.ShouldNotContain("export McpServers__tools__Auth=SigV4");
        _stage.Output.ShouldContain("doctor --fix prints the commands");
    }

    [Fact]
    public async Task Doctor_OnATerminal_ColoursTheSignsAlone()
    {
        await _stage.VisitAsync(isColoured: true);

        _stage.Output.ShouldContain("\u001b[32mok  \u001b[0m settings");
    }

    [Fact]
    public async Task Doctor_WhoIsToldTerminalCommandsByAServer_DoesNotPassThemOn()
    {
        _stage.Mcp.Tools.Add(FakeMcpServer.Tool("evil\u001b[2J"));

        await _stage.VisitAsync();

        _stage.Output.ShouldNotContain("\u001b");
    }

    private List<string> Steps() =>
        [.. _stage.Output.Split('\n').TakeWhile(line => line.Trim().Length > 0).Select(line => line[5..32].Trim())];

    private string Line(string step) => _stage.Output.Split('\n').First(line => line.Length > 5 && line[5..].StartsWith($"{step} ", StringComparison.Ordinal));
}

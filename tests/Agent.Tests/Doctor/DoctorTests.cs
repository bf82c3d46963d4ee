using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Tests.Tools.Pins;
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
    public async Task Doctor_WithoutMcpServers_SaysThatTheAgentHasNoTools()
    {
        _stage.Settings.Remove("McpServers:tools:Auth");

        (await _stage.VisitAsync()).ShouldBe(0, _stage.Output);

        Line("settings").ShouldContain("no MCP server is named");
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

    [Theory]
    [InlineData("Deny", 13)]
    [InlineData("Warn", 0)]
    public async Task Doctor_OfToolsThatAreNotAsTheyArePinned_SaysSo(string onChange, int expected)
    {
        var pin = $"sha256:{new string('0', 64)}";
        using var file = new PinsOnDisk();
        file.Write(new() { ["tools"] = new() { ["echo"] = pin, ["look"] = pin } });
        _stage.Settings["Tools:Pins"] = file.Path;
        _stage.Settings["Tools:OnChange"] = onChange;

        (await _stage.VisitAsync()).ShouldBe(expected, _stage.Output);

        Line("tools: tools").ShouldContain(expected == 0 ? "2 tools; The tool 'echo'" : "None of its tools is offered: 2 tools; 2 left out: echo (");
        Line("tools: tools").ShouldContain("its definition is not the one that is pinned (Tools:Pins)");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(14, 13)]
    public async Task Doctor_OfServersWhoseToolsShareARequest_TellsWhoseHaveNoRoom(int count, int expected)
    {
        await using var large = await FakeMcpServer.StartAsync();
        large.Tools.Clear();
        for (var n = 0; n < count; n++)
            large.Tools.Add(Large($"big{n:00}"));
        await using var late = await FakeMcpServer.StartAsync();
        late.Tools.Clear();
        late.Tools.Add(Large("late"));
        foreach (var (name, server) in new[] { ("a", large), ("z", late) })
        {
            _stage.Settings[$"McpServers:{name}:Auth"] = "None";
            _stage.Settings[$"McpServers:{name}:Url"] = server.Url.AbsoluteUri;
        }

        (await _stage.VisitAsync()).ShouldBe(expected, _stage.Output);

        Line("z: tools").ShouldStartWith("ok");
        var together = Line("tools together");
        together.ShouldContain(expected == 0 ? $"{count + 3} tools of 3 servers" : "of z, 1 of 1 left out: late (the tools before it take up");
        if (expected == 0)
            together.ShouldNotContain("left out");

        static JsonObject Large(string name)
        {
            var tool = FakeMcpServer.Tool(name);
            var properties = new JsonObject();
            for (var n = 0; n < 10; n++)
                properties[$"p{n}"] = new JsonObject { ["type"] = "string", ["description"] = new string('d', 3000) };

            tool["inputSchema"] = new JsonObject { ["type"] = "object", ["properties"] = properties };
            return tool;
        }
    }

    [Fact]
    public async Task Doctor_OfServersWhoseToolsWantOneName_TellsWhichAreRenamed()
    {
        await using var one = await FakeMcpServer.StartAsync();
        one.Tools[0]["name"] = "b_c";
        await using var other = await FakeMcpServer.StartAsync();
        other.Tools[0]["name"] = "c";
        foreach (var (name, server) in new[] { ("a", one), ("a_b", other) })
        {
            _stage.Settings[$"McpServers:{name}:Auth"] = "None";
            _stage.Settings[$"McpServers:{name}:Url"] = server.Url.AbsoluteUri;
        }

        (await _stage.VisitAsync()).ShouldBe(0, _stage.Output);

        Line("tools together").ShouldContain("of a, 1 renamed: b_c as ");
        Line("tools together").ShouldContain("of a_b, 1 renamed: c as ");
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

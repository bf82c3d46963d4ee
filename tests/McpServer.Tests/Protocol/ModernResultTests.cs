using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>What 2026-07-28 asks of every result, and in which order it has a request judged.</summary>
public sealed class ModernResultTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string MetaVersion = "io.modelcontextprotocol/protocolVersion";
    private const string MetaCapabilities = "io.modelcontextprotocol/clientCapabilities";
    private const string MetaClient = "io.modelcontextprotocol/clientInfo";

    public static TheoryData<string, string?, string, string?> Methods => new()
    {
        { "server/discover", null, "{}", "public" },
        { "tools/list", null, "{}", "public" },
        { "prompts/list", null, "{}", "public" },
        { "resources/list", null, "{}", "public" },
        { "resources/templates/list", null, "{}", "public" },
        { "resources/read", "timezones://all", """{"uri":"timezones://all"}""", "private" },
        { "tools/call", "odd_count", """{"name":"odd_count"}""", null },
        { "tools/call", "add_numbers", """{"name":"add_numbers","arguments":{}}""", null },
        { "prompts/get", "solve_word_problem", """{"name":"solve_word_problem","arguments":{"problem":"2+2"}}""", null },
        { "completion/complete", null, """{"ref":{"type":"ref/prompt","name":"solve_word_problem"},"argument":{"name":"style","value":""}}""", null },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    [Requirement("V6")]
    public async Task Result_OfAnyMethod_IsCompleteSignedAndSaysHowLongItKeeps(string method, string? name, string parameters, string? scope)
    {
        var message = Messages.Request(method, JsonNode.Parse(parameters)!.AsObject()).WithMeta();

        var result = (await server.PostAsync(message, Messages.ModernHeaders(method, name))).Result;

        result["resultType"]!.GetValue<string>().ShouldBe("complete");
        result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]!.GetValue<string>().ShouldBe("agentstack-mcp-server");
        result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["version"]!.GetValue<string>().ShouldNotBeEmpty();
        result["cacheScope"]?.GetValue<string>().ShouldBe(scope);
        (result["ttlMs"]?.GetValue<long>() >= 0).ShouldBe(scope is not null);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    [Requirement("V6")]
    public async Task Result_OfAnyMethodBefore_HoldsNothingOfThat(string method, string? name, string parameters, string? scope)
    {
        var answer = await server.PostAsync(Messages.Request(method, JsonNode.Parse(parameters)!.AsObject()));

        answer.Status.ShouldBe(HttpStatusCode.OK, $"{name} {scope}");
        answer.Text.ShouldNotContain("resultType");
        answer.Text.ShouldNotContain("ttlMs");
        answer.Text.ShouldNotContain("cacheScope");
        answer.Text.ShouldNotContain("io.modelcontextprotocol/serverInfo");
    }

    /// <summary>A request with everything wrong, mended fault by fault: each answer is about the first that is left.</summary>
    [Fact]
    [Requirement("R13")]
    public async Task Faults_AllAtOnce_AreToldInTheOrderOfTheSpecification()
    {
        var message = Messages.Request("resources/read", new JsonObject { ["_meta"] = new JsonObject { [MetaVersion] = "1999-01-01" } });
        var meta = message["params"]!["_meta"]!;
        Dictionary<string, string?> headers = new() { ["MCP-Protocol-Version"] = "1999-01-01", ["Mcp-Method"] = "tools/call", ["Mcp-Name"] = "x" };

        await ShouldBeAsync(-32022, "not served");
        headers["MCP-Protocol-Version"] = Messages.Modern;
        await ShouldBeAsync(-32020, "different protocol versions");
        meta[MetaVersion] = Messages.Modern;
        await ShouldBeAsync(-32020, "Mcp-Method");
        headers["Mcp-Method"] = "resources/read";
        await ShouldBeAsync(-32020, "Mcp-Name");
        message["params"]!["uri"] = "x";
        await ShouldBeAsync(-32602, MetaCapabilities);
        meta[MetaCapabilities] = new JsonObject();
        (await SendAsync()).Error["message"]!.GetValue<string>().ShouldContain("no such resource");

        Task<WireAnswer> SendAsync() => server.PostAsync(message, [.. headers.Select(header => (header.Key, header.Value))]);

        async Task ShouldBeAsync(int code, string words)
        {
            var answer = await SendAsync();
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.ErrorCode.ShouldBe(code);
            answer.Error["message"]!.GetValue<string>().ShouldContain(words);
        }
    }

    [Fact]
    [Requirement("R13")]
    public async Task RemovedMethod_WithoutMeta_IsAboutTheMeta() =>
        (await server.PostAsync(Messages.Request("ping"), Messages.ModernHeaders("ping"))).ErrorCode.ShouldBe(-32602);

    [Fact]
    [Requirement("V2")]
    public async Task Meta_WithoutClientInfo_IsServed()
    {
        var message = Messages.Request("tools/list").WithMeta();
        message["params"]!["_meta"]!.AsObject().Remove(MetaClient);

        (await server.PostAsync(message, Messages.ModernHeaders("tools/list"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Requirement("V4")]
    public async Task VersionNotServed_NamesWhatDiscoverNames()
    {
        var discovered = (await server.PostAsync(Messages.Request("server/discover").WithMeta(), Messages.ModernHeaders("server/discover"))).Result;

        var refused = await server.PostAsync(
            Messages.Request("tools/list").WithMeta("2099-01-01"), Messages.ModernHeaders("tools/list", version: "2099-01-01"));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.DeepEquals(refused.Error["data"]!["supported"], discovered["supportedVersions"]).ShouldBeTrue();
        refused.Error["data"]!["requested"]!.GetValue<string>().ShouldBe("2099-01-01");
    }

    [Theory]
    [InlineData("no/such", 404, -32601)]
    [InlineData("tools/list", 400, -32602)]
    [Requirement("R13a")]
    public async Task Error_ToACallerThatTakesOnlyAStream_HasItsStatusAllTheSame(string method, int status, int code)
    {
        var message = Messages.Request(method).WithMeta();
        if (status == 400)
            message["params"]!["_meta"]!.AsObject().Remove(MetaCapabilities);

        var answer = await server.PostAsync(message, [.. Messages.ModernHeaders(method), ("Accept", "text/event-stream")]);

        ((int)answer.Status).ShouldBe(status);
        answer.ErrorCode.ShouldBe(code);
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    [Requirement("V12")]
    public async Task ResourceNotFound_HasTheCodeOfItsRevision()
    {
        var message = Messages.Request("resources/read", new JsonObject { ["uri"] = "no://such" });

        (await server.PostAsync(message)).ErrorCode.ShouldBe(-32002);
        (await server.PostAsync(message.WithMeta(), Messages.ModernHeaders("resources/read", "no://such"))).ErrorCode.ShouldBe(-32602);
    }

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]""")]
    [InlineData("[]")]
    [Requirement("R8")]
    [Requirement("V11")]
    public async Task Batch_IsNone(string body) =>
        (await server.PostAsync(body, Messages.ModernHeaders("tools/list"))).ErrorCode.ShouldBe(-32600);
}

using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class HandshakeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2024-01-01", "2025-11-25")]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("banana", "2025-11-25")]
    [Requirement("R12")]
    public async Task Initialize_AnyVersion_AnswersWithOneThatHasAHandshake(string asked, string expected) =>
        (await InitializeAsync($$"""{"protocolVersion":"{{asked}}","capabilities":{},"clientInfo":{"name":"t","version":"1"} }"""))
            .Result["protocolVersion"]!.GetValue<string>().ShouldBe(expected);

    [Fact]
    [Requirement("R18")]
    [Requirement("V13")]
    public async Task Initialize_Answer_OffersOnlyWhatAStatelessServerKeeps()
    {
        var result = (await InitializeAsync("""{"protocolVersion":"2025-11-25"}""")).Result;

        result["capabilities"]!.ToJsonString().ShouldBe("""{"prompts":{},"resources":{},"tools":{},"completions":{}}""");
        result["serverInfo"]!["name"]!.GetValue<string>().ShouldBe("agentstack-mcp-server");
        result.AsObject().ContainsKey("resultType").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"protocolVersion":null}""")]
    [InlineData("""{"protocolVersion":20251125}""")]
    [Requirement("R12")]
    public async Task Initialize_NoVersion_IsInvalidParams(string parameters)
    {
        var answer = await InitializeAsync(parameters);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ErrorCode.ShouldBe(-32602);
    }

    [Fact]
    [Requirement("R12")]
    public async Task Initialize_NoParams_IsInvalidParams() =>
        (await server.PostAsync(Messages.Request("initialize"))).ErrorCode.ShouldBe(-32602);

    [Fact]
    [Requirement("V5")]
    public async Task Ping_Legacy_IsAnsweredWithAnEmptyObject() =>
        (await server.PostAsync(Messages.Request("ping"))).Result.ToJsonString().ShouldBe("{}");

    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("2024-11-05")]
    [InlineData("2026-07-29")]
    [InlineData("2099-01-01")]
    [InlineData("banana")]
    [InlineData("")]
    [InlineData("2025-11-25, 2025-06-18")]
    [Requirement("R11")]
    [Requirement("V4")]
    public async Task VersionHeader_NotServed_NamesTheServedOnes(string version)
    {
        var answer = await server.PostAsync(Messages.ListTools, ("MCP-Protocol-Version", version));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32022);
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
        answer.Error["data"]!["requested"]!.GetValue<string>().ShouldBe(version);
        answer.Error["data"]!["supported"]!.AsArray().Select(served => served!.GetValue<string>())
            .ShouldBe(["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"]);
    }

    [Fact]
    [Requirement("R11")]
    public async Task VersionHeader_NotServedOnANotification_IsRefused() =>
        (await server.PostAsync(
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""", ("MCP-Protocol-Version", "1999-01-01")))
            .ErrorCode.ShouldBe(-32022);

    private Task<WireAnswer> InitializeAsync(string parameters) =>
        server.PostAsync(Messages.Request("initialize", JsonNode.Parse(parameters)!.AsObject()));
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class ModernRevisionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Version = "io.modelcontextprotocol/protocolVersion";
    private const string Capabilities = "io.modelcontextprotocol/clientCapabilities";

    [Fact]
    [Requirement("V1")]
    public async Task Discover_NamesVersionsCapabilitiesAndFreshness()
    {
        var result = (await SendAsync("server/discover")).Result;

        result["supportedVersions"]!.AsArray().Select(version => version!.GetValue<string>())
            .ShouldBe(["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"]);
        result["capabilities"]!.ToJsonString().ShouldBe("""{"prompts":{},"resources":{},"tools":{},"completions":{}}""");
        ShouldBeCacheable(result);
        ShouldBeSigned(result);
    }

    [Fact]
    public async Task ListTools_IsCompleteCacheableAndSigned()
    {
        var result = (await SendAsync("tools/list")).Result;

        result["tools"]!.AsArray().ShouldNotBeEmpty();
        ShouldBeCacheable(result);
        ShouldBeSigned(result);
    }

    [Fact]
    public async Task CallTool_IsCompleteAndSigned()
    {
        var answer = await CallAsync("add_numbers", """{"a":2,"b":2}""", Messages.ModernHeaders("tools/call", "add_numbers"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ToolText.ShouldBe("4");
        ShouldBeSigned(answer.Result);
        answer.Headers.Contains("Mcp-Session-Id").ShouldBeFalse();
    }

    [Fact]
    public async Task CallTool_ToolError_IsCompleteToo()
    {
        var answer = await CallAsync("add_numbers", "{}", Messages.ModernHeaders("tools/call", "add_numbers"));

        answer.IsToolError.ShouldBeTrue();
        ShouldBeSigned(answer.Result);
    }

    [Fact]
    [Requirement("V3")]
    public async Task CallTool_NameInBase64_IsDecoded()
    {
        var name = $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes("add_numbers"))}?=";

        (await CallAsync("add_numbers", """{"a":2,"b":2}""", Messages.ModernHeaders("tools/call", name))).ToolText.ShouldBe("4");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("multiply_numbers")]
    [InlineData("ADD_NUMBERS")]
    [InlineData("=?base64?!!!?=")]
    [Requirement("V3")]
    public async Task CallTool_NameHeaderDiffers_IsAMismatch(string? name)
    {
        var answer = await CallAsync("add_numbers", """{"a":2,"b":2}""", Messages.ModernHeaders("tools/call", name));

        ShouldBeRefused(answer, -32020);
    }

    [Theory]
    [InlineData("prompts/get", "name")]
    [InlineData("resources/read", "uri")]
    [Requirement("R13")]
    [Requirement("V3")]
    public async Task NameHeader_OnWhatTheServerLacks_IsCheckedBeforeTheMethod(string method, string parameter)
    {
        var message = Messages.Request(method, new JsonObject { [parameter] = "x" }).WithMeta();

        ShouldBeRefused(await server.PostAsync(message, Messages.ModernHeaders(method, "y")), -32020);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tools/call")]
    [InlineData("Tools/List")]
    [Requirement("V3")]
    public async Task MethodHeader_MissingOrDifferent_IsAMismatch(string? method)
    {
        var message = Messages.Request("tools/list").WithMeta();

        ShouldBeRefused(
            await server.PostAsync(message, ("MCP-Protocol-Version", Messages.Modern), ("Mcp-Method", method)), -32020);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    [Requirement("V2")]
    public async Task ModernMeta_UnderAnotherVersionHeader_IsAMismatch(string? version)
    {
        var message = Messages.Request("tools/list").WithMeta();

        ShouldBeRefused(
            await server.PostAsync(message, ("MCP-Protocol-Version", version), ("Mcp-Method", "tools/list")), -32020);
    }

    [Fact]
    [Requirement("V2")]
    public async Task ModernHeader_OverLegacyMeta_IsAMismatch() => ShouldBeRefused(
        await server.PostAsync(Messages.Request("tools/list").WithMeta("2025-11-25"), Messages.ModernHeaders("tools/list")), -32020);

    [Fact]
    [Requirement("R13")]
    public async Task VersionNotServed_IsSaidBeforeAnyMismatch()
    {
        var message = Messages.Request("tools/list").WithMeta("2099-01-01");

        ShouldBeRefused(await server.PostAsync(message, ("MCP-Protocol-Version", "2099-01-01")), -32022);
    }

    [Theory]
    [InlineData(Version, null)]
    [InlineData(Version, "7")]
    [InlineData(Capabilities, null)]
    [InlineData(Capabilities, "[]")]
    [InlineData(Capabilities, "null")]
    [Requirement("V2")]
    public async Task Meta_FieldMissingOrOfAnotherKind_IsInvalidParams(string field, string? value)
    {
        var message = Messages.Request("tools/list").WithMeta();
        var meta = message["params"]!["_meta"]!.AsObject();
        meta.Remove(field);
        if (value is not null)
            meta[field] = JsonNode.Parse(value);

        ShouldBeRefused(await server.PostAsync(message, Messages.ModernHeaders("tools/list")), -32602);
    }

    [Fact]
    [Requirement("V2")]
    public async Task Meta_Missing_IsInvalidParams() => ShouldBeRefused(
        await server.PostAsync(Messages.ListTools, Messages.ModernHeaders("tools/list")), -32602);

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    [InlineData("no/such")]
    [Requirement("V5")]
    public async Task RemovedOrUnknownMethod_Is404(string method)
    {
        var answer = await SendAsync(method);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.ErrorCode.ShouldBe(-32601);
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("eu-west-1", "eu-west-1", true)]
    [InlineData("eu-west-1", "us-east-1", false)]
    [InlineData("eu-west-1", null, false)]
    [InlineData("größer", "=?base64?Z3LDtsOfZXI=?=", true)]
    [Requirement("V3a")]
    public async Task ParameterHeader_OfAMarkedArgument_MustAgree(string argument, string? header, bool agrees)
    {
        var answer = await CallAsync(
            "odd_region",
            new JsonObject { ["region"] = argument }.ToJsonString(),
            [.. Messages.ModernHeaders("tools/call", "odd_region"), ("Mcp-Param-Region", header)]);

        if (agrees)
            answer.ToolText.ShouldBe(argument);
        else
            ShouldBeRefused(answer, -32020);
    }

    [Theory]
    [InlineData("""{"type":"string","x-mcp-header":"Region"}""", false)]
    [InlineData("""{"type":"string","x-mcp-header":"my region"}""", true)]
    [InlineData("""{"type":"string","x-mcp-header":"r\u00e9gion"}""", true)]
    [InlineData("""{"type":"string","x-mcp-header":"a\r\nb"}""", true)]
    [InlineData("""{"type":"string","x-mcp-header":""}""", true)]
    [InlineData("""{"type":"object","x-mcp-header":"Region"}""", true)]
    [InlineData("""{"x-mcp-header":"Region"}""", true)]
    [Requirement("V3a")]
    public void ParameterHeader_OfAMarkThatNobodyCouldObey_IsNotAskedFor(string property, bool isIgnored)
    {
        var definition = JsonElement.Parse("{\"inputSchema\":{\"properties\":{\"region\":" + property + "}}}");

        var problem = ParameterHeaders.Check(new HeaderDictionary(), definition, JsonElement.Parse("""{"region":"eu"}"""));

        (problem is null).ShouldBe(isIgnored);
    }

    [Fact]
    [Requirement("R10")]
    public async Task Notification_WithAgreeingHeaders_IsAccepted() =>
        (await server.PostAsync(
            """{"jsonrpc":"2.0","method":"notifications/cancelled"}""", Messages.ModernHeaders("notifications/cancelled")))
            .Status.ShouldBe(HttpStatusCode.Accepted);

    private static void ShouldBeRefused(WireAnswer answer, int code)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(code);
        answer.Json["id"]!.GetValue<int>().ShouldBe(1);
    }

    private static void ShouldBeCacheable(JsonNode result)
    {
        result["ttlMs"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        result["cacheScope"]!.GetValue<string>().ShouldBe("public");
    }

    private static void ShouldBeSigned(JsonNode result)
    {
        result["resultType"]!.GetValue<string>().ShouldBe("complete");
        result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]!.GetValue<string>().ShouldBe("agentstack-mcp-server");
    }

    private Task<WireAnswer> SendAsync(string method) =>
        server.PostAsync(Messages.Request(method).WithMeta(), Messages.ModernHeaders(method));

    private Task<WireAnswer> CallAsync(string tool, string arguments, (string Name, string? Value)[] headers) =>
        server.PostAsync(Messages.Call(tool, arguments).WithMeta(), headers);
}

using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Compat.Tests;

public sealed class ConverseTests
{
    private const string Answer = """
        {"output":{"message":{"role":"assistant","content":[{"text":"hm"},
        {"toolUse":{"toolUseId":"t1","name":"add","input":{"a":1,"deep":{"b":[true,"x"]}}}}]}},
        "stopReason":"tool_use","usage":{"inputTokens":3,"outputTokens":4,"totalTokens":7,"cacheReadInputTokens":2},
        "metrics":{"latencyMs":9}}
        """;

    [Fact]
    public async Task Request_ModelIdWithSlashAndColon_IsEncodedAndSigned()
    {
        await using var server = await WireServer.AnsweringAsync(Answer);
        using var runtime = BedrockClients.For(server);

        await runtime.ConverseAsync(
            new ConverseRequest { ModelId = "arn:aws:bedrock:eu-west-1::x/m:0" }, TestContext.Current.CancellationToken);

        var request = server.Requests.Single();
        request.Target.ShouldBe("/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A%3Ax%2Fm%3A0/converse");
        request.Headers["Authorization"].ShouldStartWith("AWS4-HMAC-SHA256 Credential=id/");
        request.Headers["Authorization"].ShouldContain("/eu-west-1/bedrock/aws4_request");
        request.Body.ShouldBe("{}");
    }

    [Fact]
    public async Task ChatClient_ToolsAndResults_KeepTheirWireForm()
    {
        await using var server = await WireServer.AnsweringAsync(Answer);
        using var runtime = BedrockClients.For(server);
        using var schema = System.Text.Json.JsonDocument.Parse(
            """{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"$defs":{}}""");
        var tool = AIFunctionFactory.CreateDeclaration("add", "", schema.RootElement);

        var response = await runtime.AsIChatClient("m").GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "be brief"),
                new ChatMessage(ChatRole.User, "go"),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("t0", "add", new Dictionary<string, object?> { ["a"] = 1 })]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("t0", "two")]),
            ],
            new ChatOptions { Tools = [tool], MaxOutputTokens = 5, ToolMode = ChatToolMode.RequireAny, TopK = 6 },
            TestContext.Current.CancellationToken);

        server.Requests.Single().Body.ShouldBe(
            """{"messages":[{"role":"user","content":[{"text":"go"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"t0","name":"add","input":{"a":1}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"t0","content":[{"json":{"result":"two"}}]}}]}],"system":[{"text":"be brief"}],"inferenceConfig":{"maxTokens":5},"toolConfig":{"tools":[{"toolSpec":{"name":"add","description":"add","inputSchema":{"json":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}}}}],"toolChoice":{"any":{}}},"additionalModelRequestFields":{"k":6}}""");
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        response.Usage!.AdditionalCounts!["CacheReadInputTokens"].ShouldBe(2);
        var call = response.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        call.Arguments!["deep"]!.ToString().ShouldBe("""{"b":[true,"x"]}""");
    }

    [Fact]
    public async Task ChatClient_CachePoints_StandWhereTheyWereAsked()
    {
        await using var server = await WireServer.AnsweringAsync(Answer);
        using var runtime = BedrockClients.For(server);
        AdditionalPropertiesDictionary Point(CacheTTL? ttl = null) => new()
        {
            ["CachePoint"] = new CachePointBlock { Type = CachePointType.Default, Ttl = ttl },
        };

        await runtime.AsIChatClient("m").GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "be brief") { AdditionalProperties = Point() },
                new ChatMessage(ChatRole.User, [new TextContent("long") { AdditionalProperties = Point() }, new TextContent("go")])
                {
                    AdditionalProperties = Point(CacheTTL.ONE_HOUR),
                },
            ],
            cancellationToken: TestContext.Current.CancellationToken);

        server.Requests.Single().Body.ShouldBe(
            """{"messages":[{"role":"user","content":[{"text":"long"},{"cachePoint":{"type":"default"}},{"text":"go"},{"cachePoint":{"type":"default","ttl":"1h"}}]}],"system":[{"text":"be brief"},{"cachePoint":{"type":"default"}}],"inferenceConfig":{}}""");
    }

    [Fact]
    public async Task Error_OfTheModel_BecomesItsExceptionWithDetails()
    {
        await using var server = await WireServer.AnsweringAsync(
            """{"message":"bad","originalStatusCode":418}""", 424, "ModelErrorException");
        using var runtime = BedrockClients.For(server);

        var error = await Should.ThrowAsync<ModelErrorException>(() => runtime.ConverseAsync(
            new ConverseRequest { ModelId = "m" }, TestContext.Current.CancellationToken));

        error.Message.ShouldBe("bad");
        error.OriginalStatusCode.ShouldBe(418);
    }

    [Fact]
    public async Task Throttling_ThenSuccess_IsRetried()
    {
        await using var server = await WireServer.StartAsync((response, count) => count == 1
            ? WireServer.WriteAsync(response, """{"message":"slow"}""", 429, "ThrottlingException")
            : WireServer.WriteAsync(response, Answer));
        using var runtime = BedrockClients.For(server);

        var response = await runtime.ConverseAsync(
            new ConverseRequest { ModelId = "m" }, TestContext.Current.CancellationToken);

        response.StopReason.ShouldBe(StopReason.Tool_use);
        server.Requests.Count.ShouldBe(2);
    }
}

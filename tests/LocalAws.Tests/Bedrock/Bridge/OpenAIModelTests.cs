using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Bridge;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Bedrock.Bridge;

public sealed class OpenAIModelTests
{
    private static readonly string[] TextChunks =
    [
        """ "choices":[{"index":0,"delta":{"role":"assistant","content":"Bon"},"finish_reason":null}] """,
        """ "choices":[{"index":0,"delta":{"content":"jour"},"finish_reason":null}] """,
        """ "choices":[{"index":0,"delta":{},"finish_reason":"stop"}] """,
        """ "choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18} """,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bridge_Text_IsStreamedOn()
    {
        await using var server = await ChatServer.StartAsync(200, TextChunks);
        await using var host = await BedrockHost.StartAsync(modelEndpoint: server.Address);

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);
        var frames = await Frames.ReadAsync(response, Token);

        frames.Select(frame => frame.Event).ShouldBe(
            ["messageStart", "contentBlockDelta", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata"]);
        frames[^1].Payload["usage"]!.ToJsonString().ShouldBe("""{"inputTokens":11,"outputTokens":7,"totalTokens":18}""");
        server.Received!["model"]!.GetValue<string>().ShouldBe("test-model");
    }

    [Fact]
    public async Task Bridge_ToolCalls_BecomeBlocks()
    {
        await using var server = await ChatServer.StartAsync(
            200,
            """ "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_0","type":"function","function":{"name":"add_numbers","arguments":"{\"a\":2"}}]},"finish_reason":null}] """,
            """ "choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_0","type":"function","function":{"name":"get_timestamp","arguments":""}}]},"finish_reason":null}] """,
            """ "choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":",\"b\":3}"}}]},"finish_reason":"tool_calls"}] """);
        await using var host = await BedrockHost.StartAsync(modelEndpoint: server.Address);

        using var response = await host.PostAsync(Requests.Path, Requests.Prompt("2+3, and the time", Requests.ToolsOfArithmetic), Token);
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!;

        answer["stopReason"]!.GetValue<string>().ShouldBe("tool_use");
        var uses = answer["output"]!["message"]!["content"]!.AsArray().Select(block => block!["toolUse"]!).ToList();
        uses.Select(use => $"{use["name"]} {use["input"]!.ToJsonString()}").ShouldBe(["add_numbers {\"a\":2,\"b\":3}", "get_timestamp {}"]);
        uses.Select(use => use["toolUseId"]!.GetValue<string>()).ShouldBeUnique();
    }

    [Fact]
    public async Task Bridge_Request_CarriesTheWholeConversation()
    {
        await using var server = await ChatServer.StartAsync(200, TextChunks);
        await using var host = await BedrockHost.StartAsync(modelEndpoint: server.Address);
        var request = JsonNode.Parse("""
            {"system":[{"text":"Be brief."}],
             "inferenceConfig":{"maxTokens":99,"temperature":0.5},
             "messages":[
              {"role":"user","content":[{"text":"2+3?"}]},
              {"role":"assistant","content":[{"text":"Let me see."},{"toolUse":{"toolUseId":"t1","name":"add_numbers","input":{"a":2,"b":3}}}]},
              {"role":"user","content":[{"toolResult":{"toolUseId":"t1","status":"error","content":[{"text":"no"}]}}]}],
             "toolConfig":TOOLS}
            """.Replace("TOOLS", Requests.ToolsOfArithmetic, StringComparison.Ordinal))!;

        using var response = await host.PostAsync(Requests.Path, request.ToJsonString(), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sent = server.Received!;
        var messages = sent["messages"]!.AsArray();
        messages.Select(message => message!["role"]!.GetValue<string>()).ShouldBe(["system", "user", "assistant", "tool"]);
        messages[2]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>().ShouldBe("{\"a\":2,\"b\":3}");
        messages[3]!["tool_call_id"]!.GetValue<string>().ShouldBe("t1");
        messages[3]!["content"]!.ToJsonString().ShouldContain("The tool failed: no");
        sent["tools"]!.AsArray().Count.ShouldBe(6);
        sent["temperature"]!.GetValue<double>().ShouldBe(0.5);
    }

    [Theory]
    [InlineData(400, 400, "ValidationException")]
    [InlineData(401, 403, "AccessDeniedException")]
    [InlineData(403, 403, "AccessDeniedException")]
    [InlineData(404, 404, "ResourceNotFoundException")]
    [InlineData(429, 429, "ThrottlingException")]
    [InlineData(500, 503, "ServiceUnavailableException")]
    public async Task Bridge_UpstreamError_IsBedrocks(int upstream, int status, string code)
    {
        await using var server = await ChatServer.StartAsync(upstream);
        await using var host = await BedrockHost.StartAsync(modelEndpoint: server.Address);

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);

        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("x-amzn-ErrorType").ShouldBe([code]);
        (await response.Content.ReadAsStringAsync(Token)).ShouldNotContain("inner detail");
    }

    [Fact]
    public async Task Bridge_NobodyListens_NamesTheAddress()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/v1");
        await using var host = await BedrockHost.StartAsync(modelEndpoint: address);

        using var response = await host.PostAsync(Requests.Path, Requests.Prompt("hello"), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(address.ToString());
    }

    [Fact]
    public async Task Bridge_StreamWithoutAnEvent_IsAnError()
    {
        await using var server = await ChatServer.StartAsync(200);
        await using var host = await BedrockHost.StartAsync(modelEndpoint: server.Address);

        using var response = await host.PostAsync(Requests.StreamPath, Requests.Prompt("hello"), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("/v1");
    }

    [Fact]
    public void Connect_NoModelName_AsksForOne() =>
        Should.Throw<ArgumentException>(() => OpenAIModel.Connect(new("http://127.0.0.1:1/v1"), null)).Message.ShouldContain("Name the model");
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.LocalAws.Wire;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace AgentStack.LocalAws.Tests.Bedrock;

public sealed class ConverseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Converse_SumWithTools_CallsATool()
    {
        await using var host = await BedrockHost.StartAsync();

        using var response = await host.PostAsync(Requests.Path, Requests.Prompt("What is 2+2?", Requests.ToolsOfArithmetic), Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer!["stopReason"]!.GetValue<string>().ShouldBe("tool_use");
        answer["output"]!["message"]!["role"]!.GetValue<string>().ShouldBe("assistant");
        var call = answer["output"]!["message"]!["content"]![0]!["toolUse"]!;
        call["name"]!.GetValue<string>().ShouldBe("add_numbers");
        call["toolUseId"]!.GetValue<string>().ShouldMatch("^tooluse_[0-9A-Za-z]{22}$");
        call["input"]!.ToJsonString().ShouldBe("{\"a\":2,\"b\":2}");
        var usage = answer["usage"]!;
        usage["totalTokens"]!.GetValue<int>().ShouldBe(usage["inputTokens"]!.GetValue<int>() + usage["outputTokens"]!.GetValue<int>());
        answer["metrics"]!["latencyMs"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Converse_SameRequestTwice_GetsTheSameAnswer()
    {
        await using var host = await BedrockHost.StartAsync(clock: new FakeClock());
        var body = Requests.Prompt("Add 2 and 3, and also add 10 and 20", Requests.ToolsOfArithmetic);

        using var first = await host.PostAsync(Requests.Path, body, Token);
        using var second = await host.PostAsync(Requests.Path, body, Token);

        (await second.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("global.anthropic.claude-sonnet-5", "global.anthropic.claude-sonnet-5")]
    [InlineData("arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Ainference-profile%2Feu.some.model-v1%3A0", "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.some.model-v1:0")]
    public async Task Converse_ModelId_ArrivesUnescaped(string escaped, string expected)
    {
        await using var host = await BedrockHost.StartAsync();

        using var response = await host.PostAsync($"/model/{escaped}/converse", Requests.Prompt("hello"), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Model.Requests.ShouldHaveSingleItem().ModelId.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Requests.Path)]
    [InlineData(Requests.StreamPath)]
    public async Task Converse_InvalidRequest_IsAValidationExceptionAndReachesNoModel(string path)
    {
        await using var host = await BedrockHost.StartAsync();

        foreach (var body in new[] { "{\"messages\":[]}", "no json" })
        {
            using var response = await host.PostAsync(path, body, Token);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            response.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["ValidationException"]);
            (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!["message"].ShouldNotBeNull();
        }

        host.Model.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Requests.Path)]
    [InlineData(Requests.StreamPath)]
    public async Task Converse_ScriptedErrorFirst_IsAnHttpError(string path)
    {
        await using var host = await BedrockHost.StartAsync();
        host.Model.Enqueue(new ModelReply().Fail("ThrottlingException", "Too many requests."));

        using var throttled = await host.PostAsync(path, Requests.Prompt("hello"), Token);
        using var next = await host.PostAsync(path, Requests.Prompt("hello"), Token);

        throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        throttled.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["ThrottlingException"]);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Converse_Script_IsFollowedToTheLetter()
    {
        await using var host = await BedrockHost.StartAsync();
        host.Model.Enqueue(new ModelReply().Say("Let me ", "see.").Call("add", new { a = 1 }, "t1").CallRaw("sub", "{broken"));

        using var response = await host.PostAsync(Requests.Path, Requests.Prompt("hello"), Token);

        var content = (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!["output"]!["message"]!["content"]!;
        content[0]!["text"]!.GetValue<string>().ShouldBe("Let me see.");
        content[1]!["toolUse"]!.ToJsonString().ShouldBe("""{"toolUseId":"t1","name":"add","input":{"a":1}}""");
        content[2]!["toolUse"]!["input"]!.GetValue<string>().ShouldBe("{broken");
    }

    [Fact]
    public async Task Converse_MaxTokens_CutsTheAnswer()
    {
        await using var host = await BedrockHost.StartAsync();
        var request = JsonNode.Parse(Requests.Prompt("hello"))!;
        request["inferenceConfig"] = JsonNode.Parse("""{"maxTokens":2.0}""");

        using var response = await host.PostAsync(Requests.Path, request.ToJsonString(), Token);

        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!;
        answer["stopReason"]!.GetValue<string>().ShouldBe("max_tokens");
        answer["output"]!["message"]!["content"]![0]!["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(8);
        answer["usage"]!["outputTokens"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"any":{}}""", "add_numbers")]
    [InlineData("""{"tool":{"name":"greet_user"}}""", "greet_user")]
    public async Task Converse_ToolChoice_ForcesACall(string choice, string expected)
    {
        await using var host = await BedrockHost.StartAsync();
        var request = JsonNode.Parse(Requests.Prompt("What is the capital of France?", Requests.ToolsOfArithmetic))!;
        request["toolConfig"]!["toolChoice"] = JsonNode.Parse(choice);

        using var response = await host.PostAsync(Requests.Path, request.ToJsonString(), Token);

        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>(Token))!;
        answer["output"]!["message"]!["content"]![0]!["toolUse"]!["name"]!.GetValue<string>().ShouldBe(expected);
    }

    [Fact]
    public void MapBedrock_Endpoints_AreAwsOperations()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapBedrock();

        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<AwsOperation>())
            .ShouldBe(
            [
                new("Converse", "bedrock", AwsDialect.RestJson),
                new("ConverseStream", "bedrock", AwsDialect.RestJson),
                new("ApplyGuardrail", "bedrock", AwsDialect.RestJson),
                new("ListGuardrails", "bedrock", AwsDialect.RestJson),
                new("GetGuardrail", "bedrock", AwsDialect.RestJson),
            ]);
    }
}

using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Bedrock;

/// <summary>Clients that others wrote agree with the wire, where they are on the machine.</summary>
public sealed class IndependentClientTests
{
    private const string Script = """
        import boto3, json, os, sys
        from botocore.config import Config
        client = boto3.client("bedrock-runtime", endpoint_url=sys.argv[1], config=Config(retries={"max_attempts": 0}))
        tools = json.loads(sys.argv[2])
        def ask(prompt):
            events = client.converse_stream(
                modelId="arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.some.model-v1:0",
                messages=[{"role": "user", "content": [{"text": prompt}]}], toolConfig=tools)["stream"]
            return list(events)
        print(json.dumps([ask("hello"), ask("What is 2+2?")]))
        try:
            client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": " "}]}])
        except client.exceptions.ValidationException as error:
            print(error.response["Error"]["Message"])
        """;

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "dummy",
        ["AWS_SECRET_ACCESS_KEY"] = "dummy",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
    };

    [Fact]
    public async Task Boto3_ConverseStream_ReadsTextAndToolCalls()
    {
        await using var host = await BedrockHost.StartAsync();
        await SkipUnlessItRunsAsync("python3", "-c", "import boto3; boto3.client('bedrock-runtime', region_name='us-east-1').converse_stream");

        var output = await RunAsync("python3", "-c", Script, host.Address, Requests.ToolsOfArithmetic);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var answers = JsonNode.Parse(lines[0])!.AsArray();
        string.Concat(answers[0]!.AsArray().Select(step => step!["contentBlockDelta"]?["delta"]!["text"]!.GetValue<string>()))
            .ShouldStartWith("Hello!");
        string.Concat(answers[1]!.AsArray().Select(step => step!["contentBlockDelta"]?["delta"]!["toolUse"]!["input"]!.GetValue<string>()))
            .ShouldBe("{\"a\":2,\"b\":2}");
        answers[1]!.AsArray()[^1]!["metadata"]!["usage"]!["totalTokens"].ShouldNotBeNull();
        lines[1].ShouldContain("is blank");
        host.Model.Requests[0].ModelId.ShouldEndWith("inference-profile/us.some.model-v1:0");
    }

    [Fact]
    public async Task AwsCli_Converse_ReadsTheAnswer()
    {
        await using var host = await BedrockHost.StartAsync();
        await SkipUnlessItRunsAsync("aws", "bedrock-runtime", "converse", "--generate-cli-skeleton", "input");

        var output = await RunAsync(
            "aws", "bedrock-runtime", "converse", "--endpoint-url", host.Address, "--output", "json", "--model-id", "some.model-v1:0",
            "--messages", """[{"role":"user","content":[{"text":"What is the capital of France?"}]}]""");

        var answer = JsonNode.Parse(output)!;
        answer["stopReason"]!.GetValue<string>().ShouldBe("end_turn");
        answer["output"]!["message"]!["content"]![0]!["text"]!.GetValue<string>().ShouldStartWith("I am AgentStack's offline model");
    }

    private static Task SkipUnlessItRunsAsync(string command, params string[] arguments) =>
        Subprocess.SkipUnlessItRunsAsync(command, arguments, Environment);

    private static async Task<string> RunAsync(string command, params string[] arguments)
    {
        var result = await Subprocess.RunAsync(command, arguments, Environment);
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output;
    }
}

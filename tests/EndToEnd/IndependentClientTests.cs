using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>AWS's own clients call the stack as they call AWS, where they are on the machine.</summary>
public sealed class IndependentClientTests
{
    private const string Script = """
        import boto3, json, sys
        runtime = boto3.client("bedrock-runtime")
        text = ""
        for event in runtime.converse_stream(modelId="global.anthropic.claude-sonnet-5",
                messages=[{"role": "user", "content": [{"text": "hello"}]}])["stream"]:
            text += event.get("contentBlockDelta", {}).get("delta", {}).get("text", "")
        reply = boto3.client("bedrock-agentcore").invoke_agent_runtime(agentRuntimeArn=sys.argv[1],
            payload=b'{"prompt":"What is 6*7?"}', accept="text/event-stream", runtimeSessionId="s" * 40)
        lines = reply["response"].read().decode()
        print(json.dumps({"greeting": text, "type": reply["contentType"], "lines": lines, "session": reply["runtimeSessionId"]}))
        """;

    [Fact]
    public async Task Boto3_AsksTheModelAndTheAgentThroughTheFrontDoor()
    {
        await using var stack = await FullStack.StartAsync();
        await Subprocess.SkipUnlessItRunsAsync(
            "python3", ["-c", "import boto3; boto3.client('bedrock-agentcore'); boto3.client('bedrock-runtime').converse_stream"], stack.Aws.Environment);

        var result = await Subprocess.RunAsync("python3", ["-c", Script, stack.Seed.AgentRuntimeArn], stack.Aws.Environment);

        result.ExitCode.ShouldBe(0, result.Error);
        var seen = JsonElement.Parse(result.Output);
        seen.GetProperty("greeting").GetString()!.ShouldContain("offline model");
        seen.GetProperty("type").GetString()!.ShouldStartWith("text/event-stream");
        seen.GetProperty("lines").GetString()!.ShouldContain("42");
        seen.GetProperty("session").GetString().ShouldBe(new string('s', 40));
    }

    [Fact]
    public async Task AwsCommand_ReadsParametersAsksTheModelAndTheAgent()
    {
        await using var stack = await FullStack.StartAsync();
        await Subprocess.SkipUnlessItRunsAsync("aws", ["bedrock-agentcore", "invoke-agent-runtime", "help"], stack.Aws.Environment);

        var parameters = await RunAsync(stack, "", "ssm", "get-parameters-by-path", "--path", "/app/mcp/tools", "--with-decryption");
        parameters.ShouldContain("/app/mcp/tools/cognito_secret");

        var answer = await RunAsync(
            stack, "", "bedrock-runtime", "converse", "--model-id", "any.model", "--messages", """[{"role":"user","content":[{"text":"hello"}]}]""");
        answer.ShouldContain("offline model");

        var reply = await RunAsync(
            stack,
            """{"prompt":"What is 6*7?"}""",
            "bedrock-agentcore", "invoke-agent-runtime", "--agent-runtime-arn", stack.Seed.AgentRuntimeArn,
            "--payload", "fileb:///dev/stdin", "/dev/stdout");
        reply.ShouldContain("42");
    }

    private static async Task<string> RunAsync(FullStack stack, string input, params string[] arguments)
    {
        var result = await Subprocess.RunAsync("aws", [.. arguments, "--output", "json"], stack.Aws.Environment, input);
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output;
    }
}

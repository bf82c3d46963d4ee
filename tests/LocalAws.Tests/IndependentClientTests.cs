using System.Text.Json.Nodes;
using AgentStack.LocalAws.Tests.AgentCore;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests;

/// <summary>AWS's own clients agree with the server, where they are on the machine.</summary>
public sealed class IndependentClientTests
{
    private const string Boto3Script = """
        import boto3, json, sys
        from botocore.exceptions import ClientError
        arn = sys.argv[1]
        ssm = boto3.client("ssm")
        client = boto3.client("bedrock-agentcore")
        pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/app", Recursive=True, WithDecryption=True)
        names = [p["Name"] for page in pages for p in page["Parameters"]]
        try:
            ssm.get_parameter(Name="/none")
        except ClientError as e:
            missing = e.response["Error"]["Code"]
        reply = client.invoke_agent_runtime(agentRuntimeArn=arn, payload=b'{"prompt":"hi"}', runtimeSessionId="s" * 33)
        try:
            client.invoke_agent_runtime(agentRuntimeArn=arn + "x", payload=b"{}")
        except ClientError as e:
            unknown = e.response["Error"]["Code"]
        print(json.dumps({"count": len(names), "missing": missing, "unknown": unknown,
            "reply": reply["response"].read().decode(), "session": reply["runtimeSessionId"], "type": reply["contentType"]}))
        """;

    [Fact]
    public async Task AwsCommand_AgainstTheServer_ReadsParametersAndInvokesARuntime()
    {
        await using var server = await StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", """{"result":"hello"}""");
        server.AddSigned(container);
        using var home = new TemporaryFolder();
        await SkipWithoutAsync(home, "aws", "--version");

        var (code, output, error) = await RunAsync(
            server, home, "aws", "ssm", "get-parameters-by-path", "--path", "/app", "--recursive", "--output", "json");
        code.ShouldBe(0, error);
        JsonNode.Parse(output)!["Parameters"]!.AsArray().Count.ShouldBe(12);

        var prompt = Path.Combine(home.Path, "prompt");
        var reply = Path.Combine(home.Path, "reply");
        await File.WriteAllTextAsync(prompt, """{"prompt":"hi"}""", TestContext.Current.CancellationToken);
        (code, output, error) = await RunAsync(
            server, home, "aws", "bedrock-agentcore", "invoke-agent-runtime", "--agent-runtime-arn", RuntimeCalls.Arn,
            "--payload", $"fileb://{prompt}", reply);
        code.ShouldBe(0, error);
        (await File.ReadAllTextAsync(reply, TestContext.Current.CancellationToken)).ShouldBe("""{"result":"hello"}""");
        container.Received.Last().Body.ShouldBe("""{"prompt":"hi"}""");
    }

    [Fact]
    public async Task Boto3_AgainstTheServer_ReadsParametersAndInvokesARuntime()
    {
        await using var server = await StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", """{"result":"hello"}""");
        server.AddSigned(container);
        using var home = new TemporaryFolder();
        await SkipWithoutAsync(home, "python3", "-c", "import boto3; boto3.Session().client('bedrock-agentcore', region_name='us-east-1')");

        var (code, output, error) = await RunAsync(server, home, "python3", "-c", Boto3Script, RuntimeCalls.Arn);

        code.ShouldBe(0, error);
        var seen = JsonNode.Parse(output)!.AsObject();
        ((int?)seen["count"]).ShouldBe(12);
        ((string?)seen["missing"]).ShouldBe("ParameterNotFound");
        ((string?)seen["unknown"]).ShouldBe("ResourceNotFoundException");
        ((string?)seen["reply"]).ShouldBe("""{"result":"hello"}""");
        ((string?)seen["session"]).ShouldBe(new string('s', 33));
        ((string?)seen["type"]).ShouldBe("application/json");
    }

    // These clients sign with the time of this machine.
    private static async Task<StartedServer> StartAsync()
    {
        var server = await StartedServer.StartAsync(options => options.Clock = TimeProvider.System);
        for (var i = 0; i < 12; i++)
            server.Aws.Parameters.Put($"/app/mcp/p{i}", "value", secure: i == 0);

        return server;
    }

    private static Task SkipWithoutAsync(TemporaryFolder home, string command, params string[] arguments) =>
        Subprocess.SkipUnlessItRunsAsync(command, arguments, Environment(null, home));

    private static Task<SubprocessResult> RunAsync(
        StartedServer server, TemporaryFolder home, string command, params string[] arguments) =>
        Subprocess.RunAsync(command, arguments, Environment(server, home));

    private static Dictionary<string, string> Environment(StartedServer? server, TemporaryFolder home) =>
        new(server?.Aws.Environment ?? new Dictionary<string, string>()) { ["HOME"] = home.Path };
}

namespace AgentStack.RemoteMcp.Tests.Credentials;

public sealed class ParameterStoreTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Parameters_ThatAreMissing_AreAllNamedWithTheCommandsThatSetThem()
    {
        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => _stage.Connect(("SsmPrefix", "/app/mcp/nothing")).ListToolsAsync(Cancellation));

        failure.Step.ShouldBe(ConnectionStep.Parameters);
        foreach (var name in (string[])["machine_client_id", "cognito_secret", "cognito_discovery_url"])
        {
            failure.Problem.ShouldContain($"/app/mcp/nothing/{name} is missing");
            failure.Remedy.ShouldContain($"--name /app/mcp/nothing/{name}");
        }

        failure.Remedy.ShouldContain("--type SecureString --name /app/mcp/nothing/cognito_secret");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("M2M", false)]
    public async Task Parameters_ThatAreMissing_TellOfAuthWhereItWasForgotten(string auth, bool isTold)
    {
        var server = _stage.Connect(("SsmPrefix", "/app/mcp/nothing"), ("Url", "http://127.0.0.1:1/mcp"), ("Auth", auth));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => server.ListToolsAsync(Cancellation));

        failure.Remedy.StartsWith("McpServers:tools:Auth is not set, so it is M2M", StringComparison.Ordinal).ShouldBe(isTold);
        failure.Remedy.ShouldContain("cognito_secret");
    }

    [Fact]
    public async Task Parameters_ThatAreMalformed_AreNamedWithWhatIsWrong()
    {
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/cognito_discovery_url", "not-an-address");
        _stage.Aws.Parameters.Put($"{Stage.Prefix}/agent_arn", "arn:aws:lambda:us-east-1:123456789012:function:x");

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Connect().ListToolsAsync(Cancellation));

        failure.Problem.ShouldContain("cognito_discovery_url is not an http or https address");
        failure.Problem.ShouldContain("agent_arn is not the ARN of an AgentCore runtime");
    }

    [Fact]
    public async Task Parameters_BesideManyOthers_AreFoundOnLaterPages()
    {
        for (var i = 0; i < 25; i++)
            _stage.Aws.Parameters.Put($"{Stage.Prefix}/a_note_{i}", "x");

        (await _stage.Connect().ListToolsAsync(Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Parameters_WithoutAnAddress_NameTheSettingsThatGiveOne()
    {
        _stage.Aws.Parameters.Delete($"{Stage.Prefix}/agent_arn");

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Connect().ListToolsAsync(Cancellation));

        failure.Remedy.ShouldContain("McpServers:tools:RuntimeArn");
        failure.Remedy.ShouldContain("agent_arn");
    }
}

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class RefusalTests
{
    private const string Call = """{"guardrail_id":"shop","content":"Hello."}""";

    // Nothing of the machine that runs the tests: neither its settings nor a role of the machine itself.
    static RefusalTests()
    {
        foreach (var name in (string[])["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL"])
            Environment.SetEnvironmentVariable(name, null);

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", "/nonexistent/config");
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", "secret arn", "Allow its role bedrock:ApplyGuardrail on the guardrail's ARN")]
    [InlineData(404, "ResourceNotFoundException", "secret arn", "There is no guardrail shop version DRAFT in us-east-1")]
    [InlineData(400, "ValidationException", "The guardrail identifier or version, secret", "There is no guardrail shop")]
    [InlineData(400, "ValidationException", "secret: input text is too long", "Lower Guardrails:MaxCharacters")]
    [InlineData(429, "ThrottlingException", "secret", "Wait some seconds and call again")]
    [InlineData(400, "ServiceQuotaExceededException", "secret", "A quota of the AWS account is used up")]
    [InlineData(403, "UnrecognizedClientException", "secret", "does not know the credentials")]
    [InlineData(403, "ExpiredTokenException", "secret", "have expired")]
    [InlineData(500, "InternalServerException", "secret", "Try again in a moment")]
    public async Task Aws_ThatRefuses_IsTranslatedWithTheRemedy(int status, string error, string message, string told)
    {
        await using var aws = await AwsStub.StartAsync(status, error, message);
        await using var server = await RunningServer.StartAsync(Settings(("AWS_ENDPOINT_URL", aws.Address)));

        var answer = await server.CallAsync("validate_content", Call);

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain(told);
        answer.Text.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Aws_ThatIsNotThere_IsToldWithTheRemedy()
    {
        await using var server = await RunningServer.StartAsync(Settings(("AWS_ENDPOINT_URL", "http://127.0.0.1:1")));

        (await server.CallAsync("list_guardrails")).ToolText.ShouldContain("Bedrock cannot be reached in us-east-1. Check AWS_REGION");
    }

    [Fact]
    public async Task Server_WithoutARegion_StartsAndSaysWhatIsMissingWhenAsked()
    {
        await using var server = await RunningServer.StartAsync(Settings(("AWS_REGION", "")));

        (await server.CallAsync("add_numbers", """{"a":1,"b":2}""")).ToolText.ShouldBe("3");
        (await server.CallAsync("validate_content", Call)).ToolText.ShouldContain("it has no region. Set AWS_REGION");
        (await server.CallAsync("list_guardrails")).ToolText.ShouldContain("it has no region");
    }

    [Fact]
    public async Task Server_WithoutCredentials_SaysWhatIsMissingWhenAsked()
    {
        await using var server = await RunningServer.StartAsync(
            Settings(("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_ENDPOINT_URL", "http://127.0.0.1:1")));

        (await server.CallAsync("validate_content", Call)).ToolText.ShouldContain("it has no credentials. Give its process a role");
    }

    [Theory]
    [InlineData("Guardrails:MaxCharacters", "5")]
    [InlineData("Guardrails:CallTimeout", "00:00:00")]
    [InlineData("Guardrails:Modell", "x")]
    public async Task Setting_ThatMakesNoSense_StopsTheStart(string key, string value) =>
        (await Should.ThrowAsync<Exception>(() => RunningServer.StartAsync(new() { [key] = value }))).Message.ShouldContain(key);

    private static Dictionary<string, string?> Settings(params ReadOnlySpan<(string Key, string Value)> changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "id",
            ["AWS_SECRET_ACCESS_KEY"] = "key",
        };
        foreach (var (key, value) in changes)
            settings[key] = value;

        return settings;
    }
}

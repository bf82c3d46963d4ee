using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Doctor;

/// <summary>What people get wrong, each named by the first red line.</summary>
public sealed class MisconfigurationTests : IAsyncLifetime
{
    private DoctorStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await DoctorStage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Secret_ThatIsWrong_IsTheRefusedClient()
    {
        _stage.Aws.Parameters.Put($"{DoctorStage.Prefix}/cognito_secret", "another", secure: true);

        await ShouldNameAsync(12, "tools: token", "The issuer refused the client (invalid_client)");
        _stage.Output.ShouldContain($"aws ssm put-parameter --overwrite --type SecureString --name {DoctorStage.Prefix}/cognito_secret --value '<app client secret>'");
    }

    [Fact]
    public async Task Parameter_ThatIsMissing_IsNamedWithItsPrefix()
    {
        _stage.Aws.Parameters.Delete($"{DoctorStage.Prefix}/cognito_discovery_url");

        await ShouldNameAsync(12, "tools: parameters", $"{DoctorStage.Prefix}/cognito_discovery_url is missing");
        _stage.Output.ShouldContain("in us-east-1");
    }

    [Fact]
    public async Task Issuer_ThatIsNotThere_IsTheDiscoveryDocument()
    {
        _stage.Aws.Parameters.Put($"{DoctorStage.Prefix}/cognito_discovery_url", new Uri(_stage.Aws.Address, "/nobody/.well-known/openid-configuration").AbsoluteUri);

        await ShouldNameAsync(12, "tools: discovery", "discovery document");
    }

    [Fact]
    public async Task Runtime_ThatTrustsAnotherPool_IsToldWithBothIssuers()
    {
        await using var other = await FakeIssuer.StartAsync(TimeProvider.System);
        _stage.SetRuntime(new JwtAuthorizer(other.DiscoveryUrl));

        await ShouldNameAsync(
            13, "tools: front door", $"The runtime trusts the issuer {other.Issuer}, and the token is from {_stage.Aws.UserPool.Issuer} (401)");
        _stage.Output.ShouldContain($"\"discoveryUrl\":\"{_stage.Aws.UserPool.DiscoveryUrl}\"");
    }

    [Fact]
    public async Task Token_ThatIsOpaqueAndRefused_IsNotSaidToBeTheTrustedIssuers()
    {
        _stage.Settings["McpServers:tools:Auth"] = "Bearer";
        _stage.Settings["McpServers:tools:Token"] = "an-opaque-one";
        _stage.Settings["McpServers:tools:RuntimeArn"] = DoctorStage.Arn;

        await ShouldNameAsync(13, "tools: front door", "The token was refused (401)");

        _stage.Output.ShouldContain("the token does not say from whom it is");
        _stage.Output.ShouldNotContain("after a renewal");
    }

    [Fact]
    public async Task Token_WhoseClientIsAShellsWords_IsQuotedInTheFix()
    {
        await using var issuer = await FakeIssuer.StartAsync(TimeProvider.System);
        _stage.Settings["McpServers:tools:Auth"] = "Bearer";
        _stage.Settings["McpServers:tools:Token"] = issuer.Token(clientId: "x'; echo gone; '");
        _stage.Settings["McpServers:tools:RuntimeArn"] = DoctorStage.Arn;
        _stage.SetRuntime(new JwtAuthorizer(issuer.DiscoveryUrl) { AllowedClients = ["somebody-else"] });

        await ShouldNameAsync(13, "tools: front door", "allowedClients lacks");

        _stage.Output.ShouldContain("""["x\u0027; echo gone; \u0027"]""");
    }

    [Fact]
    public async Task Runtime_ThatAsksForAnAudience_IsToldThatTheTokenHasNone()
    {
        _stage.SetRuntime(_stage.Authorizer with { AllowedAudience = [DoctorStage.ClientId] });

        await ShouldNameAsync(13, "tools: front door", "An audience is asked for (allowedAudience), and the token has none (403)");
    }

    [Fact]
    public async Task Runtime_WhoseAllowedClientsLackUs_IsToldWithOurClient()
    {
        _stage.SetRuntime(_stage.Authorizer with { AllowedClients = ["somebody-else"] });

        await ShouldNameAsync(13, "tools: front door", $"allowedClients lacks this machine's client {DoctorStage.ClientId} (403)");
        _stage.Output.ShouldContain($"\"allowedClients\":[\"{DoctorStage.ClientId}\"]");
    }

    [Fact]
    public async Task Runtime_WhoseAllowedScopesWeHaveNoneOf_IsToldWithOurScopes()
    {
        _stage.SetRuntime(_stage.Authorizer with { AllowedScopes = ["tools/admin"] });

        await ShouldNameAsync(13, "tools: front door", $"allowedScopes has none of the token's scopes ({DoctorStage.Scope}) (403)");
        _stage.Output.ShouldContain("It asks for one of tools/admin.");
    }

    [Fact]
    public async Task Arn_ThatIsMisspelt_IsARuntimeThatIsNotThere()
    {
        _stage.Aws.Parameters.Put($"{DoctorStage.Prefix}/agent_arn", DoctorStage.Arn.Replace("tools-", "tool-", StringComparison.Ordinal));

        await ShouldNameAsync(13, "tools: front door", "There is no runtime tool-AbCdEf1234 with endpoint DEFAULT in us-east-1 (404)");
        _stage.Output.ShouldContain("aws bedrock-agentcore-control list-agent-runtimes --region us-east-1");
    }

    [Fact]
    public async Task Arn_ThatStandsUnescapedInAUrl_IsToldSo()
    {
        _stage.Settings["McpServers:tools:Url"] = $"{_stage.Aws.Address}runtimes/{DoctorStage.Arn}/invocations?qualifier=DEFAULT";

        await ShouldNameAsync(13, "tools: front door", "The ARN in the address is not percent-encoded (404)");
        _stage.Output.ShouldContain($"export McpServers__tools__RuntimeArn='{DoctorStage.Arn}'");
    }

    [Fact]
    public async Task Container_ThatCrashed_IsToldWithItsLog()
    {
        await _stage.Mcp.DisposeAsync();

        await ShouldNameAsync(13, "tools: front door", "The container crashed or did not start (424)");
        _stage.Output.ShouldContain("aws logs tail /aws/bedrock-agentcore/runtimes/tools-AbCdEf1234-DEFAULT --region us-east-1");
    }

    [Fact]
    public async Task Runtime_ThatTakesSignatures_IsToldToASenderOfTokens()
    {
        _stage.SetRuntime(authorizer: null);

        await ShouldNameAsync(13, "tools: front door", "The runtime takes AWS signatures (SigV4), and was sent a token (403)");
        _stage.Output.ShouldContain("export McpServers__tools__Auth=SigV4");
    }

    [Fact]
    public async Task Runtime_ThatTakesTokens_IsToldToASenderOfSignatures()
    {
        _stage.Settings["McpServers:tools:Auth"] = "SigV4";
        _stage.Settings["McpServers:tools:RuntimeArn"] = DoctorStage.Arn;

        await ShouldNameAsync(13, "tools: front door", "The runtime takes tokens, and was sent a signature (403)");
        _stage.Output.ShouldContain($"It trusts the issuer {_stage.Aws.UserPool.Issuer}.");
    }

    [Fact]
    public async Task Runtime_ThatTakesTokens_IsToldToWhoSendsNothing()
    {
        _stage.Settings["McpServers:tools:Auth"] = "None";
        _stage.Settings["McpServers:tools:RuntimeArn"] = DoctorStage.Arn;

        await ShouldNameAsync(13, "tools: front door", "The runtime takes tokens, and was sent none (401)");
    }

    [Fact]
    public async Task Proxy_ThatDropsAccept_IsThe406()
    {
        _stage.Mcp.Mood = (http, _) =>
        {
            http.Response.StatusCode = 406;
            return Task.FromResult(true);
        };
        UseUrl(_stage.Mcp.Url);

        await ShouldNameAsync(13, "tools: front door", "The Accept header was refused (406)");
    }

    [Fact]
    public async Task Url_OfAWebPage_IsNoDoorThatLetsUsIn()
    {
        _stage.Mcp.Mood = async (http, _) =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync("<html>Hello</html>");
            return true;
        };
        UseUrl(_stage.Mcp.Url);

        await ShouldNameAsync(13, "tools: front door", "The answer was not MCP: the address answered text/html, a web page");
        _stage.Output.ShouldContain("\"method\":\"initialize\"");
    }

    [Fact]
    public async Task Server_ThatIsNotThere_CannotBeReached()
    {
        UseUrl(new Uri("http://127.0.0.1:9/mcp"));

        await ShouldNameAsync(13, "tools: front door", "could not be reached");
    }

    [Fact]
    public async Task Region_OfSomewhereElse_IsTheRegion()
    {
        _stage.Settings["AWS_REGION"] = "eu-west-1";

        await ShouldNameAsync(11, "AWS credentials", "AWS_REGION eu-west-1 is not the region of the endpoint");
    }

    [Fact]
    public async Task AccessKey_ThatAwsDoesNotKnow_IsToldSo()
    {
        _stage.Settings["AWS_ACCESS_KEY_ID"] = "AKIDOFNOBODYATALL";

        await ShouldNameAsync(11, "AWS credentials", "AWS does not know the access key (InvalidClientTokenId)");
    }

    [Fact]
    public async Task SecretKey_OfAnotherKey_IsARefusedSignature()
    {
        _stage.Settings["AWS_SECRET_ACCESS_KEY"] = "not-the-one";

        await ShouldNameAsync(11, "AWS credentials", "AWS refuses the signature (SignatureDoesNotMatch)");
    }

    [Theory]
    [InlineData("AccessDeniedException", "denied", "Access to the model eu.anthropic.some-model is denied")]
    [InlineData("ResourceNotFoundException", "no such", "Bedrock has no model eu.anthropic.some-model in us-east-1")]
    [InlineData("ValidationException", "The provided model identifier is invalid.", "Model:Id eu.anthropic.some-model is no model of us-east-1")]
    [InlineData("ValidationException", "on-demand throughput isn't supported", "takes calls only through an inference profile")]
    [InlineData("ValidationException", "This model doesn't support tool use in streaming mode.", "The model eu.anthropic.some-model takes no tools in a stream")]
    [InlineData("ThrottlingException", "slower", "does not answer (ThrottlingException)")]
    public async Task Model_ThatDoesNotAnswer_IsToldWhy(string code, string words, string line)
    {
        _stage.Settings["Model:Id"] = "eu.anthropic.some-model";
        _stage.Aws.Model.Enqueue(new ModelReply().Fail(code, words));

        await ShouldNameAsync(14, "model", line);
        _stage.Aws.Model.Requests[^1].Body.GetProperty("toolConfig").GetProperty("tools").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Guardrail_ThatIsNotThere_IsToldWithItsVersion()
    {
        _stage.Settings["Guardrail:Id"] = "abc123";
        _stage.Settings["Guardrail:Version"] = "7";

        await ShouldNameAsync(14, "guardrail", "There is no guardrail abc123 version 7 in us-east-1");
    }

    [Fact]
    public async Task Memory_ThatIsNotThere_IsTheStoreOfConversations()
    {
        _stage.Settings["Conversations:Memory:Id"] = "missing-AbCdEf1234";
        _stage.Settings["Conversations:Store"] = "AgentCoreMemory";

        await ShouldNameAsync(15, "conversations", "AgentCoreMemory does not answer");
        _stage.Output.ShouldContain("There is no such memory in this account and region.");
    }

    [Fact]
    public async Task Collector_ThatIsNotThere_CannotBeReached()
    {
        _stage.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";

        await ShouldNameAsync(15, "telemetry", "traces: http://127.0.0.1:9/v1/traces cannot be reached");
    }

    [Fact]
    public async Task Settings_ThatAreWrong_AreNamedAndTheRestIsLookedAt()
    {
        _stage.Settings["McpServers:broken:Url"] = "nonsense";
        _stage.Settings["Conversations:MaxTurns"] = "none";

        await ShouldNameAsync(10, "settings", "McpServers:broken:Url, Conversations:MaxTurns are wrong");
        _stage.Output.ShouldContain("skipped because its settings are wrong");
        _stage.Output.ShouldContain("ok   tools: tools");
    }

    private void UseUrl(Uri url)
    {
        _stage.Settings["McpServers:tools:Auth"] = "None";
        _stage.Settings["McpServers:tools:Url"] = url.AbsoluteUri;
    }

    private async Task ShouldNameAsync(int exitCode, string step, string words)
    {
        var ended = await _stage.VisitAsync();

        _stage.Red.ShouldNotBeEmpty(_stage.Output);
        _stage.Red[0].ShouldStartWith($"FAIL {step} ");
        _stage.Red[0].ShouldContain(words);
        ended.ShouldBe(exitCode, _stage.Output);
    }
}

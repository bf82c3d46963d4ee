using System.Net;
using AgentStack.LocalAws.AgentCore;

namespace AgentStack.LocalAws.Tests.AgentCore;

public sealed class AuthorizerTests
{
    [Fact]
    public async Task SignedRuntime_CalledWithoutASignatureOrWithAToken_DeniesAccess()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);

        using var bare = await server.SendAsync(server.Request("{}"));
        using var token = await server.SendAsync(server.Request("{}", "a.b.c"));
        using var wrongService = await server.SendSignedAsync(server.Request("{}"), "bedrock");

        await bare.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "Missing Authentication Token");
        await token.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "Authorization method mismatch.");
        await wrongService.ShouldBeAwsErrorAsync(403, "InvalidSignatureException", "Credential should be scoped to correct service: 'bedrock-agentcore'.");
        container.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenRuntime_CalledWithASignature_DeniesAccess()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);

        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);

        await response.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "Authorization method mismatch.");
    }

    [Fact]
    public async Task TokenRuntime_CalledWithoutAToken_PointsToTheResourceMetadata()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);

        using var response = await server.SendAsync(server.Request("{}"));
        var metadata = $"{server.Aws.Address}runtimes/{Uri.EscapeDataString(RuntimeCalls.Arn)}/invocations/.well-known/oauth-protected-resource?qualifier=DEFAULT";

        await response.ShouldBeAwsErrorAsync(401, "UnauthorizedException", "Missing Authentication Token");
        response.Headers.WwwAuthenticate.ToString().ShouldBe($"Bearer resource_metadata=\"{metadata}\"");

        using var document = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, metadata));
        ((string?)(await StartedServer.ReadAsync(document))["authorization_servers"]![0]).ShouldBe(server.Aws.UserPool.Issuer);
    }

    [Fact]
    public async Task TokenRuntime_CalledWithABadToken_IsUnauthorized()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);
        var token = await server.AccessTokenAsync("machine", "secret");

        using var garbled = await server.SendAsync(server.Request("{}", "a.b"));
        server.Clock.Advance(TimeSpan.FromHours(2));
        using var expired = await server.SendAsync(server.Request("{}", token));

        await garbled.ShouldBeAwsErrorAsync(401, "UnauthorizedException", "OAuth authorization failed");
        await expired.ShouldBeAwsErrorAsync(401, "UnauthorizedException", "OAuth authorization failed: The token has expired");
    }

    [Fact]
    public async Task TokenRuntime_CalledByAnotherClientOrWithoutItsScopes_DeniesAccess()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);
        server.Aws.UserPool.AddClient("other", "secret", "tools/call");
        var foreign = await server.AccessTokenAsync("other", "secret");
        server.Aws.UserPool.AddClient("machine", "secret", "tools/other");
        var narrow = await server.AccessTokenAsync("machine", "secret");

        using var client = await server.SendAsync(server.Request("{}", foreign));
        using var scope = await server.SendAsync(server.Request("{}", narrow));

        await client.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "OAuth authorization failed: Claim 'client_id'");
        await scope.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "OAuth authorization failed: Claim 'scope'");
        container.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenRuntime_ThatAsksForAnAudience_DeniesTokensThatHaveNone()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);
        server.Aws.Runtimes.Add(new LocalRuntime(RuntimeCalls.Arn, RuntimeProtocol.Http, container.Address)
        {
            Authorizer = new JwtAuthorizer(server.Aws.UserPool.DiscoveryUrl) { AllowedAudience = ["machine"] },
        });

        using var response = await server.SendAsync(server.Request("{}", await server.AccessTokenAsync("machine", "secret")));

        await response.ShouldBeAwsErrorAsync(403, "AccessDeniedException", "OAuth authorization failed: Claim 'aud' value mismatch");
        container.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenRuntime_WithAGoodToken_StreamsABodyThatIsNotBufferedForAnySignature()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);
        var body = new string('x', 3_000_000);

        using var response = await server.SendAsync(server.Request(body, await server.AccessTokenAsync("machine", "secret")));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        container.Received.Single().Body.Length.ShouldBe(body.Length);
    }
}

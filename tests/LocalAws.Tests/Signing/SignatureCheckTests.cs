using System.Net;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Signing;

public sealed class SignatureCheckTests
{
    private const string Body = """{"Name":"/app/x"}""";

    [Fact]
    public async Task Request_WithoutSignature_IsToldThatTheTokenIsMissing()
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await server.SendAsync(server.SsmRequest("GetParameter", Body));
        await ShouldRefuseAsync(response, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    [Theory]
    [InlineData("nobody", null, null, null, "UnrecognizedClientException", "The security token included in the request is invalid.")]
    [InlineData(null, "wrong", null, null, "InvalidSignatureException", "The request signature we calculated does not match")]
    [InlineData(null, null, "eu-west-1", null, "InvalidSignatureException", "Credential should be scoped to a valid region, not 'eu-west-1'.")]
    [InlineData(null, null, null, "bedrock", "InvalidSignatureException", "Credential should be scoped to correct service: 'ssm'.")]
    public async Task Request_SignedWithSomethingWrong_IsRefusedInTheWordsOfAws(
        string? key, string? secret, string? region, string? service, string code, string message)
    {
        await using var server = await StartedServer.StartAsync();
        var aws = server.Aws;
        var signer = new SigV4TestSigner(
            key ?? aws.AccessKeyId, secret ?? aws.SecretAccessKey, region ?? aws.Region, server.Clock);

        var request = server.SsmRequest("GetParameter", Body);
        await signer.SignAsync(request, service ?? "ssm");
        using var response = await server.SendAsync(request);

        await ShouldRefuseAsync(response, code, message);
    }

    [Theory]
    [InlineData(-301, "Signature expired: 20261121T115459Z is now earlier than 20261121T115500Z (20261121T120000Z - 5 min.)")]
    [InlineData(301, "Signature not yet current: 20261121T120501Z is still later than 20261121T120500Z (20261121T120000Z + 5 min.)")]
    public async Task Request_WithAClockTooFarOff_IsRefusedWithBothTimes(int seconds, string message)
    {
        await using var server = await StartedServer.StartAsync();
        var clock = new FakeClock(server.Clock.GetUtcNow().AddSeconds(seconds));
        var signer = new SigV4TestSigner(server.Aws.AccessKeyId, server.Aws.SecretAccessKey, server.Aws.Region, clock);

        var request = server.SsmRequest("GetParameter", Body);
        await signer.SignAsync(request, "ssm");
        using var response = await server.SendAsync(request);

        await ShouldRefuseAsync(response, "InvalidSignatureException", message);
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task Request_WithAClockJustWithinTheTolerance_IsServed(int seconds)
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/app/x", "1");
        var clock = new FakeClock(server.Clock.GetUtcNow().AddSeconds(seconds));
        var signer = new SigV4TestSigner(server.Aws.AccessKeyId, server.Aws.SecretAccessKey, server.Aws.Region, clock);

        var request = server.SsmRequest("GetParameter", Body);
        await signer.SignAsync(request, "ssm");
        using var response = await server.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_WhoseBodyWasChangedAfterSigning_IsRefused()
    {
        await using var server = await StartedServer.StartAsync();
        var request = server.SsmRequest("GetParameter", Body);
        await server.Signer.SignAsync(request, "ssm");
        request.Content = server.SsmRequest("GetParameter", """{"Name":"/app/y"}""").Content;
        using var response = await server.SendAsync(request);

        await ShouldRefuseAsync(response, "InvalidSignatureException", "The request signature we calculated does not match");
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Nothing", "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00", "Credential must have exactly 5 slash-delimited elements")]
    [InlineData("AWS4-HMAC-SHA512 Credential=a", "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'.")]
    public async Task Request_WithAHalfAuthorization_IsToldWhatItLacks(string authorization, string message)
    {
        await using var server = await StartedServer.StartAsync();
        var request = server.SsmRequest("GetParameter", Body);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20261121T120000Z");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await server.SendAsync(request);

        await ShouldRefuseAsync(response, "IncompleteSignatureException", message);
    }

    [Fact]
    public async Task Request_WithASessionToken_IsServedAllTheSame()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/app/x", "1");
        var request = server.SsmRequest("GetParameter", Body);
        request.Headers.Add("X-Amz-Security-Token", "anything");
        using var response = await server.SendSignedAsync(request, "ssm");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("x-amzn-RequestId").Single().Length.ShouldBe(36);
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, string code, string message)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var body = await StartedServer.ReadAsync(response);
        ((string?)body["__type"]).ShouldBe(code);
        ((string?)body["message"]).ShouldStartWith(message);
    }
}

using System.Net;
using AgentStack.LocalAws.AgentCore;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Tests.AgentCore;

public sealed class InvocationTests
{
    private const string SessionHeader = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";

    [Fact]
    public async Task Invocation_OfASignedRuntime_IsForwardedWithoutTheSignature()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "\"hello\"");
        server.AddSigned(container);

        using var response = await server.SendSignedAsync(server.Request("""{"prompt":"hi"}"""), RuntimeCalls.Service);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StartedServer.ReadAsync(response)).ToJsonString().ShouldBe("\"hello\"");
        var (line, headers, body) = container.Received.ShouldHaveSingleItem();
        (line, body).ShouldBe(("POST /invocations", """{"prompt":"hi"}"""));
        headers.Keys.ShouldNotContain("Authorization");
        headers.Keys.ShouldNotContain("X-Amz-Date");
        headers[SessionHeader].Length.ShouldBeGreaterThanOrEqualTo(33);
        response.Headers.GetValues(SessionHeader).ShouldBe([headers[SessionHeader]]);
        response.Headers.GetValues("x-amzn-RequestId").ShouldBe([headers["X-Amzn-Bedrock-AgentCore-Runtime-Request-Id"]]);
    }

    [Fact]
    public async Task Invocation_WithAToken_ReachesTheContainerWithoutItUnlessAllowListed()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddForTokens(container);
        var token = await server.AccessTokenAsync("machine", "secret");

        using var first = await server.SendAsync(server.Request("{}", token));
        server.AddForTokens(container, RuntimeProtocol.Http, "authorization");
        using var second = await server.SendAsync(server.Request("{}", token));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        container.Received.Select(call => call.Headers.GetValueOrDefault("Authorization")).ShouldBe([null, $"Bearer {token}"]);
    }

    [Fact]
    public async Task Invocation_WithASessionId_KeepsIt()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        var request = server.Request("{}");
        request.Headers.Add(SessionHeader, RuntimeCalls.Session);

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);

        response.Headers.GetValues(SessionHeader).ShouldBe([RuntimeCalls.Session]);
        container.Received.Single().Headers[SessionHeader].ShouldBe(RuntimeCalls.Session);
    }

    [Theory]
    [InlineData(32, 400)]
    [InlineData(33, 200)]
    [InlineData(256, 200)]
    [InlineData(257, 400)]
    public async Task Invocation_BySessionIdLength_IsServedFrom33To256(int length, int status)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        var request = server.Request("{}");
        request.Headers.Add(SessionHeader, new string('s', length));

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);

        ((int)response.StatusCode).ShouldBe(status);
        if (status == 400)
            await response.ShouldBeAwsErrorAsync(400, "ValidationException", "1 validation error detected");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Invocation_WhoseContainerFails_IsAnOpaque424(int status)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(status, "application/json", """{"error":"inner"}""");
        server.AddSigned(container);

        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);

        await response.ShouldBeAwsErrorAsync(424, "RuntimeClientError", $"Received error ({status}) from runtime. Please check your CloudWatch logs");
    }

    [Fact]
    public async Task Invocation_WhoseContainerIsNotThere_IsA424()
    {
        await using var server = await StartedServer.StartAsync();
        var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        await container.DisposeAsync();

        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);

        await response.ShouldBeAwsErrorAsync(424, "RuntimeClientError", "Received error (502) from runtime.");
    }

    [Fact]
    public async Task Invocation_ThatStreams_ArrivesPieceByPiece()
    {
        var secondPiece = new TaskCompletionSource();
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await secondPiece.Task;
            await context.Response.WriteAsync("data: 2\n\n");
        });
        server.AddSigned(container);

        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("data: 1");
        secondPiece.SetResult();
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("\ndata: 2\n\n");
    }

    [Fact]
    public async Task Invocation_WhoseCallerLeaves_IsCancelledInTheContainer()
    {
        var isCancelled = false;
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(async context =>
        {
            context.RequestAborted.Register(() => isCancelled = true);
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        server.AddSigned(container);

        var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);
        response.Dispose();

        await Eventually.TrueAsync(() => Volatile.Read(ref isCancelled), "the container's request to be cancelled");
    }

    [Fact]
    public async Task Invocation_WhoseContainerDiesMidStream_EndsBroken()
    {
        var isHalfRead = new TaskCompletionSource();
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await isHalfRead.Task;
            context.Abort();
        });
        server.AddSigned(container);

        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await body.ReadExactlyAsync(new byte[4], TestContext.Current.CancellationToken);
        isHalfRead.SetResult();

        await Should.ThrowAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Invocation_OfAnUnknownRuntimeOrQualifier_IsNotFound()
    {
        await using var server = await StartedServer.StartAsync();
        using var unknown = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);
        await unknown.ShouldBeAwsErrorAsync(404, "ResourceNotFoundException", "No endpoint or agent found with qualifier 'DEFAULT'");

        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        using var qualifier = await server.SendSignedAsync(
            server.Request("{}", path: RuntimeCalls.Path("invocations?qualifier=other")), RuntimeCalls.Service);
        await qualifier.ShouldBeAwsErrorAsync(404, "ResourceNotFoundException", "No endpoint or agent found with qualifier 'other'");

        server.Aws.Runtimes.Remove(RuntimeCalls.Arn).ShouldBeTrue();
    }

    [Fact]
    public async Task Invocation_WithAnUnescapedArn_IsExplained()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);

        using var response = await server.SendSignedAsync(
            server.Request("{}", path: $"/runtimes/{RuntimeCalls.Arn}/invocations"), RuntimeCalls.Service);

        await response.ShouldBeAwsErrorAsync(
            404, "ResourceNotFoundException", "There is no such operation on a runtime. Its ARN must be one percent-encoded segment");
    }

    [Fact]
    public async Task StopRuntimeSession_WithASession_AnswersWithIt()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        var request = server.Request("{}", path: RuntimeCalls.Path("stopruntimesession"));
        request.Headers.Add(SessionHeader, RuntimeCalls.Session);

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);
        using var without = await server.SendSignedAsync(
            server.Request("{}", path: RuntimeCalls.Path("stopruntimesession")), RuntimeCalls.Service);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues(SessionHeader).ShouldBe([RuntimeCalls.Session]);
        await without.ShouldBeAwsErrorAsync(400, "ValidationException", "A runtime session id is required.");
    }

    [Fact]
    public async Task Invocation_CutInTheStream_BreaksOffHalfWay()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "text/event-stream", "data: 123\n\n");
        server.AddSigned(container);
        server.Aws.Faults.Add(new("InvokeAgentRuntime", LocalAws.Faults.FaultKind.CutStream));

        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        });
    }
}

using System.Net;
using System.Text;
using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Tests.AgentCore;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task Throttle_OfSsm_StrikesAsOftenAsItIsToldAndNoOtherOperation()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/x", "1");
        server.Aws.Faults.Add(new Fault("GetParameter", FaultKind.Throttle) { Count = 2 });

        List<string?> codes = [];
        for (var i = 0; i < 3; i++)
            codes.Add((string?)(await server.SsmAsync("GetParameter", """{"Name":"/x"}""")).Body["__type"]);

        codes.ShouldBe(["ThrottlingException", "ThrottlingException", null]);
        server.Aws.Faults.Add(new Fault("GetParameter", FaultKind.Throttle));
        (await server.SsmAsync("GetParameters", """{"Names":["/x"]}""")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 429)]
    [InlineData(FaultKind.Error, 500)]
    public async Task Fault_OfTheTokenEndpoint_HasTheStatusOfItsKind(FaultKind kind, int status)
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Faults.Add(new Fault("Token", kind));
        using var response = await server.TokenAsync("grant_type=client_credentials");

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 429, "ThrottlingException")]
    [InlineData(FaultKind.Error, 500, "InternalServerException")]
    public async Task Fault_OfARuntime_IsWordedInRestJson(FaultKind kind, int status, string code)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", "{}");
        server.AddSigned(container);
        server.Aws.Faults.Add(new Fault("InvokeAgentRuntime", kind));
        using var response = await server.SendSignedAsync(server.Request("{}"), RuntimeCalls.Service);

        await response.ShouldBeAwsErrorAsync(status, code, "");
    }

    [Fact]
    public async Task Error_OfSsm_IsAnInternalServerError()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Faults.Add(new Fault("GetParameter", FaultKind.Error));
        var (status, body) = await server.SsmAsync("GetParameter", """{"Name":"/x"}""");

        status.ShouldBe(500);
        ((string?)body["__type"]).ShouldBe("InternalServerError");
    }

    [Fact]
    public async Task Cut_OfAnOperation_EndsTheConnectionWithoutAnAnswer()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Faults.Add(new Fault("GetParameter", FaultKind.Cut));

        await Should.ThrowAsync<HttpRequestException>(() => server.SsmAsync("GetParameter", """{"Name":"/x"}"""));
    }

    [Fact]
    public async Task Delay_OfAnOperation_HoldsTheAnswerUntilItsTime()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/x", "1");
        server.Aws.Faults.Add(new Fault("GetParameter", FaultKind.Delay) { Delay = TimeSpan.FromSeconds(5) });

        var answer = server.SsmAsync("GetParameter", """{"Name":"/x"}""");
        await Eventually.TrueAsync(() => server.Clock.PendingTimers == 1, "the call to be held");
        answer.IsCompleted.ShouldBeFalse();
        server.Clock.Advance(TimeSpan.FromSeconds(5));

        (await answer).Status.ShouldBe(200);
    }

    [Fact]
    public async Task ControlEndpoint_ForAStream_TakesWhenAndHowItBreaks()
    {
        await using var server = await StartedServer.StartAsync();
        using var added = await ControlAsync(
            server,
            HttpMethod.Post,
            """{"operation":"ConverseStream","kind":"stream-error","after":0,"code":"ThrottlingException","retry_after":7}""");

        added.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Aws.Faults.Pending.ShouldBe(
        [
            new Fault("ConverseStream", FaultKind.StreamError)
            {
                After = 0,
                Code = "ThrottlingException",
                RetryAfter = TimeSpan.FromSeconds(7),
            },
        ]);
        using var refused = await ControlAsync(
            server, HttpMethod.Post, """{"operation":"ConverseStream","kind":"stream-error","code":"Nonsense"}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("ModelStreamErrorException");
    }

    [Fact]
    public async Task ControlEndpoint_OverItsLife_AddsListsAndClears()
    {
        await using var server = await StartedServer.StartAsync();
        using var added = await ControlAsync(
            server, HttpMethod.Post, """{"operation":"Token","kind":"cut-stream","count":2,"delay_ms":30}""");

        added.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Aws.Faults.Pending.ShouldBe(
            [new Fault("Token", FaultKind.CutStream) { Count = 2, Delay = TimeSpan.FromMilliseconds(30) }]);

        using var listed = await ControlAsync(server, HttpMethod.Get);
        (await StartedServer.ReadAsync(listed)).ToJsonString()
            .ShouldBe("""[{"operation":"Token","kind":"cut-stream","count":2,"delay_ms":30,"after":1}]""");

        using var cleared = await ControlAsync(server, HttpMethod.Delete);
        cleared.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        server.Aws.Faults.Pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{oops", "The body must be a JSON object")]
    [InlineData("null", "The body must be a JSON object")]
    [InlineData("""{"operation":"Token","kind":"throttle","count":"two"}""", "The body must be a JSON object")]
    [InlineData("""{"operation":"Tokens","kind":"throttle"}""", "\"operation\" must be one of ")]
    [InlineData("""{"kind":"throttle"}""", "\"operation\" must be one of ")]
    [InlineData("""{"operation":"Token","kind":"slow"}""", "\"kind\" must be one of delay, throttle, error, cut, stream-error, cut-stream")]
    [InlineData("""{"operation":"Token","kind":"error","count":0}""", "\"count\" must be 1 or more")]
    [InlineData("""{"operation":"Token","kind":"error","delay_ms":-1}""", "\"delay_ms\" must not be negative")]
    [InlineData("""{"operation":"Token","kind":"delay"}""", "\"delay\" needs \"delay_ms\"")]
    public async Task ControlEndpoint_WithBadInput_SaysWhatIsWrong(string body, string problem)
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await ControlAsync(server, HttpMethod.Post, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)(await StartedServer.ReadAsync(response))["error"]).ShouldStartWith(problem);
        server.Aws.Faults.Pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("file://", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("http://[::1]", HttpStatusCode.OK)]
    public async Task Control_ByAPage_IsForPagesOfThisMachine(string origin, HttpStatusCode status)
    {
        await using var server = await StartedServer.StartAsync();
        using var response = await ControlAsync(server, HttpMethod.Post, """{"operation":"GetParameter","kind":"throttle"}""", origin);

        response.StatusCode.ShouldBe(status);
        server.Aws.Faults.Pending.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    private static Task<HttpResponseMessage> ControlAsync(
        StartedServer server, HttpMethod method, string? body = null, string? origin = null)
    {
        var request = new HttpRequestMessage(method, server.At("/_local/faults"))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        return server.SendAsync(request);
    }
}

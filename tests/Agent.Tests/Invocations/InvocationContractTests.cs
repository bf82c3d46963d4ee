using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>What AgentCore and its clients send to the container, and what they must get.</summary>
public sealed class InvocationContractTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData("application/json", null)]
    [InlineData("application/json", "application/json")]
    [InlineData("application/octet-stream", "*/*")]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("text/plain; charset=utf-16", "image/png")]
    [InlineData("no media type at all", null)]
    public async Task Post_WithAnyContentTypeAndAccept_IsAnsweredAsJson(string? contentType, string? accept)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await PostAsync("""{"prompt":"hi"}"""u8.ToArray(), contentType, accept);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Hello");
    }

    [Theory]
    [InlineData("text/event-stream", """{"prompt":"hi"}""")]
    [InlineData("text/event-stream, application/json", """{"prompt":"hi"}""")]
    [InlineData("text/event-stream, */*", """{"prompt":"hi","agentName":"a","sessionId":"b"}""")]
    [InlineData(null, """{"prompt":"hi","stream":true}""")]
    public async Task Post_ThatWantsAStream_GetsOne(string? accept, string body)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hel", "lo"));

        using var response = await PostAsync(Encoding.UTF8.GetBytes(body), "application/json", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        var events = await response.ReadEventsAsync();
        string.Concat(events.Where(e => e.Type() == "text").Select(e => e.GetProperty("text").GetString())).ShouldBe("Hello");
        events[^1].Type().ShouldBe("done");
    }

    [Theory]
    [InlineData("""{"prompt":"hi"}""")]
    [InlineData("""{"input":"hi"}""")]
    [InlineData("""{"message":"hi"}""")]
    [InlineData("\"hi\"")]
    [InlineData("\uFEFF{\"prompt\":\"hi\"}")]
    public async Task Post_OfAnyFormOfPrompt_ReachesTheModel(string body)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _stage.Model.Requests.ShouldHaveSingleItem().Body
            .GetProperty("messages")[0].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("hi");
    }

    [Theory]
    [InlineData("{bad", "Invalid JSON")]
    [InlineData("", "Invalid JSON")]
    [InlineData("{}", "No prompt")]
    [InlineData("""{"prompt":"  "}""", "No prompt")]
    [InlineData("""{"prompt":5}""", "No prompt")]
    [InlineData("[1]", "No prompt")]
    [InlineData("null", "No prompt")]
    [InlineData("{\"prompt\":\"\\ud800\"}", "Invalid encoding")]
    public async Task Post_OfNonsense_Is400WithErrorAndDetails(string body, string error)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error").GetString().ShouldBe(error);
        reply.GetProperty("details").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Post_OfBytesThatAreNoText_Is400InvalidEncoding()
    {
        using var response = await PostAsync([(byte)'"', 0xFF, (byte)'"']);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadJsonAsync()).GetProperty("error").GetString().ShouldBe("Invalid encoding");
    }

    [Fact]
    public async Task Post_WhoseTurnFailsBeforeItSaidAnything_Is500WithErrorTypeAndRequestId()
    {
        _stage.Model.Enqueue(new ModelReply().Fail("AccessDeniedException", "inner words of AWS"));

        using var response = await PostAsync("\"hi\""u8.ToArray());

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error").GetString()!.ShouldNotContain("inner words");
        reply.GetProperty("error_type").GetString().ShouldBe("model_access_denied");
        reply.GetProperty("request_id").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("true", "http://0.0.0.0:8080")]
    [InlineData("", "http://127.0.0.1:8080")]
    public async Task Agent_WithoutAddresses_ListensToAllInAContainerAndToTheDeskElsewhere(string isContainer, string url)
    {
        await using var app = AgentApplication.Build([], builder => builder.Configuration.AddInMemoryCollection(
            [new("DOTNET_RUNNING_IN_CONTAINER", isContainer), new("urls", "")]));

        app.Configuration["urls"].ShouldBe(url);
    }

    [Fact]
    public async Task Post_Of40Megabytes_IsTaken()
    {
        _stage.Model.Enqueue(new ModelReply().Say("That was long"));
        var body = $$"""{"prompt":"hi","attachment":"{{new string('x', 40_000_000)}}"}""";

        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Post_OfMoreThan100Megabytes_Is413InTheContractsShape()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_stage.Http.BaseAddress!.Host, _stage.Http.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Length: 100000001\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(stream);
        var reply = new StringBuilder();
        while (await reader.ReadLineAsync(Cancellation) is { } line && !line.StartsWith('{'))
            reply.AppendLine(line);

        reply.ToString().ShouldContain("413");
        reply.ToString().ShouldContain("application/json");
    }

    [Theory]
    [InlineData("GET", "/invocations", 405, "POST")]
    [InlineData("OPTIONS", "/invocations", 405, "POST")]
    [InlineData("POST", "/ping", 405, "GET, HEAD")]
    [InlineData("DELETE", "/health/ready", 405, "GET, HEAD")]
    [InlineData("GET", "/nope", 404, null)]
    [InlineData("POST", "/", 404, null)]
    public async Task OtherMethodsAndPaths_AreRefusedAsAwsSdkDoes(string method, string path, int status, string? allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _stage.Http.SendAsync(request, Cancellation);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.ToString().ShouldBe("text/plain; charset=utf-8");
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe(status == 404 ? "Not Found" : "Method Not Allowed");
        if (allow is not null)
            string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)).ShouldBe(allow);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(256)]
    public async Task Post_WithASessionIdOfAnyLength_IsTaken(int length)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        var session = new string('s', length);

        using var response = await _stage.AskAsync("hi", session);

        (await response.ReadJsonAsync()).GetProperty("session_id").GetString().ShouldBe(session);
    }

    [Fact]
    public async Task Post_WithSecretHeaders_LogsNoneOfThem()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hi\"") };
        request.Headers.Add("WorkloadAccessToken", "older-workload-token");
        request.Headers.Add("X-Amz-Bedrock-AgentCore-Identity-WAT", "newer-workload-token");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer a-callers-token");

        using var response = await _stage.Http.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _stage.Log.Lines.ShouldNotContain(line => line.Contains("-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_LogsItsTurnWithRequestAndSession()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hi\"") };
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "the-session");
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Request-Id", "the-request");

        using var response = await _stage.Http.SendAsync(request, Cancellation);

        (await response.ReadJsonAsync()).GetProperty("request_id").GetString().ShouldBe("the-request");
        _stage.Log.Lines.ShouldContain(line => line.Contains("Turn done", StringComparison.Ordinal)
            && line.Contains("requestId=the-request", StringComparison.Ordinal)
            && line.Contains("sessionId=the-session", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept.Split(',')[0]));
        if (accept?.Split(',') is [_, var second])
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(second));

        return await _stage.Http.SendAsync(request, Cancellation);
    }
}

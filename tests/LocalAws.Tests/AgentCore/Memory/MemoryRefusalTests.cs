using System.Text;

namespace AgentStack.LocalAws.Tests.AgentCore.Memory;

public sealed class MemoryRefusalTests
{
    [Theory]
    [InlineData("no-such_one-AbCdEf1234", 404, "ResourceNotFoundException", "Memory not found: no-such_one-AbCdEf1234")]
    [InlineData("too_short-AbCdEf123", 400, "ValidationException", "Invalid memoryId: not a valid memory ID or ARN")]
    [InlineData("1begins-AbCdEf1234", 400, "ValidationException", "Invalid memoryId: not a valid memory ID or ARN")]
    public async Task Memory_UnknownOrMalformed_IsToldApart(string memory, int status, string code, string message)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (seen, body) = await server.CreateAsync(MemoryCalls.Event(), memory);

        seen.ShouldBe(status);
        ((string?)body["code"]).ShouldBe(code);
        ((string?)body["message"]).ShouldBe(message);
    }

    [Fact]
    public async Task Session_ThatIsNotThere_IsAnEmptyListing()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();

        (await server.EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{oops")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"actorId":"\ud800","eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","actorId":"b","eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","payload":[]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":"1","payload":[]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":-1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1e300,"payload":[]}""")]
    [InlineData("""{"actorId":"-a","eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","sessionId":"a.b","eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","sessionId":"","eventTimestamp":1,"payload":[]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"blob":null}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"text":"x"}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"blob":1,"conversational":{"content":{"text":"x"},"role":"USER"}}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"conversational":{"content":{"text":""},"role":"USER"}}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"conversational":{"content":{"text":"x"},"role":"user"}}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[{"conversational":{"role":"USER"}}]}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"metadata":{"k":"v"}}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"metadata":{"k":null}}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"metadata":{"k":{"stringValue":"a,b"}}}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"metadata":{"k!":{"stringValue":"v"}}}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"branch":{"rootEventId":"0#a"}}""")]
    [InlineData("""{"actorId":"a","eventTimestamp":1,"payload":[],"branch":{"name":"b","rootEventId":"a"}}""")]
    public async Task CreateEvent_ThatTheModelDoesNotAllow_IsAValidationException(string body)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (status, answer) = await server.CreateAsync(body);

        status.ShouldBe(400, answer.ToJsonString());
        ((string?)answer["code"]).ShouldBe("ValidationException");
        ((string?)answer["reason"]).ShouldBeOneOf("FieldValidationFailed", "CannotParse");
        ((string?)answer["message"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 400)]
    public async Task CreateEvent_WithManyPayloads_TakesAHundred(int count, int status)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var payload = string.Join(',', Enumerable.Repeat("""{"blob":1}""", count));

        (await server.CreateAsync($$"""{"actorId":"a","eventTimestamp":1,"payload":[{{payload}}]}""")).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(15, 201)]
    [InlineData(16, 400)]
    public async Task CreateEvent_WithMuchMetadata_TakesFifteen(int count, int status)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var metadata = string.Join(',', Enumerable.Range(0, count).Select(i => $$""" "k{{i}}":{"stringValue":"v"} """));

        (await server.CreateAsync($$$"""{"actorId":"a","eventTimestamp":1,"payload":[],"metadata":{ {{{metadata}}} }}"""))
            .Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(100_000, 201)]
    [InlineData(100_001, 400)]
    public async Task CreateEvent_WithLongText_TakesAHundredThousandCharacters(int length, int status)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var body = $$$"""
            {"actorId":"a","eventTimestamp":1,"payload":[{"conversational":{"content":{"text":"{{{new string('x', length)}}}"},"role":"USER"}}]}
            """;

        (await server.CreateAsync(body)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task CreateEvent_OfMoreThanTenMegabytes_IsRefused()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (status, body) = await server.CreateAsync(
            $$"""{"actorId":"a","eventTimestamp":1,"payload":[{"blob":"{{new string('x', 10_000_000)}}"}]}""");

        status.ShouldBe(400);
        ((string)body["message"]!).ShouldContain("10000000");
    }

    [Theory]
    [InlineData("""{"maxResults":0}""")]
    [InlineData("""{"maxResults":101}""")]
    [InlineData("""{"nextToken":"never given"}""")]
    [InlineData("""{"includePayloads":"yes"}""")]
    [InlineData("""{"filter":{"branch":{}}}""")]
    [InlineData("""{"filter":{"eventMetadata":[]}}""")]
    [InlineData("""{"filter":{"eventMetadata":[{"left":{"metadataKey":"k"},"operator":"EQUALS_TO"}]}}""")]
    [InlineData("""{"filter":{"eventMetadata":[{"left":{"metadataKey":"k"},"operator":"LIKE"}]}}""")]
    public async Task ListEvents_ThatTheModelDoesNotAllow_IsAValidationException(string body)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (status, answer) = await server.MemoryAsync(HttpMethod.Post, MemoryCalls.Session, body);

        status.ShouldBe(400, answer.ToJsonString());
        ((string?)answer["code"]).ShouldBe("ValidationException");
    }

    [Theory]
    [InlineData("/memories/tested_memory-AbCdEf1234/actor/agent/sessions/a.b")]
    [InlineData("/memories/tested_memory-AbCdEf1234/actor/agent/sessions/s%2F1")]
    [InlineData("/memories/tested_memory-AbCdEf1234/actor/-/sessions/s1")]
    public async Task Path_ThatNamesWhatCannotBe_IsAValidationException(string path)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();

        (await server.MemoryAsync(HttpMethod.Post, path, "{}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Call_WithoutSignature_IsRefused()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        using var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, server.At(MemoryCalls.Session))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        });

        ((int)response.StatusCode).ShouldBe(403);
        response.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["MissingAuthenticationTokenException"]);
    }

    [Fact]
    public async Task Configuration_WithMemoriesThatCannotBe_NamesEachKey()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => LocalAwsServer.StartAsync(
            new LocalAwsOptions { Memories = { "fine-AbCdEf1234", "bad", "" } }, TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("LocalAws:Memories:1 must be a memory's id");
        failure.Message.ShouldContain("LocalAws:Memories:2 must be a memory's id");
    }
}

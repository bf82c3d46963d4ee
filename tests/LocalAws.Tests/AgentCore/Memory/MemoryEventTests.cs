using System.Text.Json.Nodes;
using AgentStack.LocalAws.Faults;

namespace AgentStack.LocalAws.Tests.AgentCore.Memory;

public sealed class MemoryEventTests
{
    [Fact]
    public async Task CreateEvent_OfAWholeEvent_GivesItBackWithAnIdOfItsTime()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (status, body) = await server.CreateAsync(
            """
            {"actorId":"team/a:1","sessionId":"s1","eventTimestamp":1700000000.1234,"clientToken":"t",
            "metadata":{"key":{"stringValue":"v"}},"payload":[{"blob":{"a":[1,null]}},
            {"conversational":{"content":{"text":"hi"},"role":"USER"}}]}
            """);

        status.ShouldBe(201);
        var made = body["event"]!;
        ((string)made["eventId"]!).ShouldMatch("^0000001700000000123#[0-9a-f]{8}$");
        made["eventId"] = "id";
        JsonNode.DeepEquals(made, JsonNode.Parse(
            """
            {"memoryId":"tested_memory-AbCdEf1234","actorId":"team/a:1","sessionId":"s1","eventId":"id",
            "eventTimestamp":1700000000.123,"branch":{"name":"main"},"metadata":{"key":{"stringValue":"v"}},
            "payload":[{"blob":{"a":[1,null]}},{"conversational":{"content":{"text":"hi"},"role":"USER"}}]}
            """)).ShouldBeTrue(made.ToJsonString());
    }

    [Fact]
    public async Task CreateEvent_WithoutSession_MakesOneUp()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var (_, body) = await server.CreateAsync("""{"actorId":"a","eventTimestamp":1,"payload":[]}""");

        Guid.TryParse((string?)body["event"]!["sessionId"], out _).ShouldBeTrue();
    }

    [Fact]
    public async Task CreateEvent_OfARepeatedRequest_GivesTheFirstEventAndMakesNone()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var first = await server.CreatedIdAsync(MemoryCalls.Event(token: "t"));
        var second = await server.CreatedIdAsync(MemoryCalls.Event(token: "t"));

        second.ShouldBe(first);
        (await server.EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task CreateEvent_OfAnotherRequestWithTheSameToken_IsRefusedWithItsReason()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(1_700_000_000, "t"));
        var (status, body) = await server.CreateAsync(MemoryCalls.Event(1_700_000_001, "t"));

        status.ShouldBe(400);
        ((string?)body["code"]).ShouldBe("ValidationException");
        ((string?)body["reason"]).ShouldBe("IdempotentParameterMismatchException");
        (await server.EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task CreateEvent_OfManyAtOnceWithOneToken_HasOneWinner()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => server.CreateAsync(MemoryCalls.Event(1_700_000_000 + i, "t"))));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        (await server.EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ListEvents_OfASession_IsNewestFirstByTheWritersTime()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        foreach (var seconds in (int[])[5, 9, 7])
            await server.CreatedIdAsync(MemoryCalls.Event(seconds));
        await server.CreatedIdAsync(MemoryCalls.Event(8, session: "s2"));
        await server.CreatedIdAsync(MemoryCalls.Event(8, actor: "other"));

        (await server.EventsAsync()).Select(held => (int)held!["eventTimestamp"]!).ShouldBe([9, 7, 5]);
    }

    [Fact]
    public async Task ListEvents_WithoutPayloads_LeavesThemOutAndTheMetadataIn()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(more: ",\"metadata\":{\"k\":{\"stringValue\":\"v\"}}"));
        var held = (await server.EventsAsync("""{"includePayloads":false}""")).Single()!.AsObject();

        held.ContainsKey("payload").ShouldBeFalse();
        ((string?)held["metadata"]!["k"]!["stringValue"]).ShouldBe("v");
    }

    [Fact]
    public async Task ListEvents_InPages_MeetsEveryEventOnceAlsoWhenNewerOnesCome()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        for (var i = 1; i <= 5; i++)
            await server.CreatedIdAsync(MemoryCalls.Event(i));

        List<int> seen = [];
        string? token = null;
        do
        {
            var (_, page) = await server.MemoryAsync(HttpMethod.Post, MemoryCalls.Session, Next(token));
            seen.AddRange(page["events"]!.AsArray().Select(held => (int)held!["eventTimestamp"]!));
            token = (string?)page["nextToken"];
            await server.CreatedIdAsync(MemoryCalls.Event(100 + seen.Count));
        }
        while (token is not null);

        seen.ShouldBe([5, 4, 3, 2, 1]);

        static string Next(string? token) =>
            token is null ? """{"maxResults":2}""" : $$"""{"maxResults":2.0,"nextToken":"{{token}}"}""";
    }

    [Fact]
    public async Task ListEvents_ByDefault_HasTwentyOnAPage()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        for (var i = 1; i <= 21; i++)
            await server.CreatedIdAsync(MemoryCalls.Event(i));

        (await server.EventsAsync()).Count.ShouldBe(20);
        (await server.EventsAsync("""{"maxResults":100}""")).Count.ShouldBe(21);
    }

    [Fact]
    public async Task ListEvents_WithATokenOfAnotherSession_IsRefused()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(1));
        await server.CreatedIdAsync(MemoryCalls.Event(2));
        var (_, page) = await server.MemoryAsync(HttpMethod.Post, MemoryCalls.Session, """{"maxResults":1}""");
        var (status, body) = await server.MemoryAsync(
            HttpMethod.Post, MemoryCalls.Session + "2", $$"""{"nextToken":"{{page["nextToken"]}}"}""");

        status.ShouldBe(400);
        ((string?)body["message"]).ShouldStartWith("Invalid nextToken");
    }

    [Theory]
    [InlineData("EQUALS_TO", ""","right":{"metadataValue":{"stringValue":"v2"}}""", new[] { 2 })]
    [InlineData("EXISTS", "", new[] { 2, 1 })]
    [InlineData("NOT_EXISTS", "", new[] { 3 })]
    public async Task ListEvents_ByMetadata_TakesThoseThatMeetIt(string condition, string right, int[] expected)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(1, more: ",\"metadata\":{\"k\":{\"stringValue\":\"v1\"}}"));
        await server.CreatedIdAsync(MemoryCalls.Event(2, more: ",\"metadata\":{\"k\":{\"stringValue\":\"v2\"}}"));
        await server.CreatedIdAsync(MemoryCalls.Event(3));

        (await server.EventsAsync(
            $$$"""{"filter":{"eventMetadata":[{"left":{"metadataKey":"k"},"operator":"{{{condition}}}"{{{right}}} }]}}"""))
            .Select(held => (int)held!["eventTimestamp"]!).ShouldBe(expected);
    }

    [Fact]
    public async Task ListEvents_ByMetadata_FiltersThePageAndNotTheListing()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(1, more: ",\"metadata\":{\"k\":{\"stringValue\":\"v\"}}"));
        await server.CreatedIdAsync(MemoryCalls.Event(2));
        var (_, page) = await server.MemoryAsync(HttpMethod.Post, MemoryCalls.Session,
            """{"maxResults":1,"filter":{"eventMetadata":[{"left":{"metadataKey":"k"},"operator":"EXISTS"}]}}""");

        page["events"]!.AsArray().ShouldBeEmpty();
        page["nextToken"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"name":"main"}""", new[] { 9, 2, 1 })]
    [InlineData("""{"name":"side"}""", new[] { 4, 3 })]
    [InlineData("""{"name":"side","includeParentBranches":true}""", new[] { 4, 3, 2, 1 })]
    public async Task ListEvents_ByBranch_TakesItAndItsParentsWhenAsked(string branch, int[] expected)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        await server.CreatedIdAsync(MemoryCalls.Event(1));
        var root = await server.CreatedIdAsync(MemoryCalls.Event(2));
        await server.CreatedIdAsync(MemoryCalls.Event(9));
        var side = $$""","branch":{"name":"side","rootEventId":"{{root}}"}""";
        await server.CreatedIdAsync(MemoryCalls.Event(3, more: side));
        await server.CreatedIdAsync(MemoryCalls.Event(4, more: side));

        (await server.EventsAsync($$$"""{"filter":{"branch":{{{branch}}} }}"""))
            .Select(held => (int)held!["eventTimestamp"]!).ShouldBe(expected);
    }

    [Fact]
    public async Task CreateEvent_OnAnotherRootThanItsBranch_IsRefusedSoThatBranchesMakeNoLoop()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var root = await server.CreatedIdAsync(MemoryCalls.Event(1));
        var a = await server.CreatedIdAsync(MemoryCalls.Event(2, more: On("a", root)));
        var b = await server.CreatedIdAsync(MemoryCalls.Event(3, more: On("b", a)));

        foreach (var more in new[] { On("a", b), On("main", b), On("a", a) })
        {
            var (status, body) = await server.CreateAsync(MemoryCalls.Event(4, more: more));
            status.ShouldBe(400);
            ((string?)body["code"]).ShouldBe("ValidationException");
        }

        static string On(string name, string id) => $$""","branch":{"name":"{{name}}","rootEventId":"{{id}}"}""";
    }

    [Fact]
    public async Task ListEvents_OfBranchesThatBecameALoop_Ends()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var root = await server.CreatedIdAsync(MemoryCalls.Event(1));
        var first = await server.CreatedIdAsync(MemoryCalls.Event(2, more: On("a", root)));
        var b = await server.CreatedIdAsync(MemoryCalls.Event(3, more: On("b", first)));
        await server.MemoryAsync(HttpMethod.Delete, $"{MemoryCalls.Session}/events/{Uri.EscapeDataString(first)}");
        await server.CreatedIdAsync(MemoryCalls.Event(4, more: On("a", b)));

        (await server.EventsAsync("""{"filter":{"branch":{"name":"a","includeParentBranches":true}}}""")).Count.ShouldBe(2);

        static string On(string name, string id) => $$""","branch":{"name":"{{name}}","rootEventId":"{{id}}"}""";
    }

    [Fact]
    public async Task CreateEvent_OnARootOfAnotherSession_SaysSo()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var root = await server.CreatedIdAsync(MemoryCalls.Event(session: "s2"));
        var (status, body) = await server.CreateAsync(
            MemoryCalls.Event(more: $$""","branch":{"name":"side","rootEventId":"{{root}}"}"""));

        status.ShouldBe(400);
        ((string?)body["reason"]).ShouldBe("EventInOtherSession");
    }

    [Fact]
    public async Task GetAndDelete_OfAnEvent_FindItOnce()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var path = $"{MemoryCalls.Session}/events/{Uri.EscapeDataString(await server.CreatedIdAsync(MemoryCalls.Event(token: "t")))}";

        ((string?)(await server.MemoryAsync(HttpMethod.Get, path)).Body["event"]!["payload"]![0]!["blob"]).ShouldBe("b1700000000");
        (await server.MemoryAsync(HttpMethod.Delete, path)).Body["eventId"].ShouldNotBeNull();
        (await server.MemoryAsync(HttpMethod.Get, path)).Status.ShouldBe(404);
        (await server.MemoryAsync(HttpMethod.Delete, path)).Status.ShouldBe(404);
        (await server.CreateAsync(MemoryCalls.Event(2, "t"))).Status.ShouldBe(201, "a token goes with its event");
    }

    [Fact]
    public async Task ListSessions_OfAnActor_KeepsAnEmptyOneForADay()
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        var id = await server.CreatedIdAsync(MemoryCalls.Event());
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.CreatedIdAsync(MemoryCalls.Event(session: "s2"));
        (await SessionsAsync("{}")).ShouldBe(["s2", "s1"]);

        await server.MemoryAsync(HttpMethod.Delete, $"{MemoryCalls.Session}/events/{Uri.EscapeDataString(id)}");
        (await SessionsAsync("{}")).ShouldBe(["s2", "s1"]);
        (await SessionsAsync("""{"filter":{"eventFilter":"HAS_EVENTS"}}""")).ShouldBe(["s2"]);

        server.Clock.Advance(TimeSpan.FromDays(1));
        (await SessionsAsync("{}")).ShouldBe(["s2"]);

        async Task<IEnumerable<string?>> SessionsAsync(string body) =>
            (await server.MemoryAsync(HttpMethod.Post, $"/memories/{MemoryCalls.Memory}/actor/agent/sessions", body))
            .Body["sessionSummaries"]!.AsArray().Select(session => (string?)session!["sessionId"]).ToList();
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 429, "ThrottledException")]
    [InlineData(FaultKind.Error, 500, "ServiceException")]
    public async Task Fault_OfAnOperation_HasTheNameThatTheModelGivesIt(FaultKind kind, int status, string code)
    {
        await using var server = await MemoryCalls.StartWithMemoryAsync();
        server.Aws.Faults.Add(new Fault("CreateEvent", kind));
        var (seen, body) = await server.CreateAsync(MemoryCalls.Event());

        seen.ShouldBe(status);
        ((string?)body["code"]).ShouldBe(code);
        (await server.EventsAsync()).ShouldBeEmpty();
    }
}

using System.Text.Json.Nodes;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.Documents;

namespace AgentStack.Compat.Tests;

public sealed class MemoryEventTests
{
    private const string Stored =
        """
        {"event":{"memoryId":"m-0123456789","actorId":"a","sessionId":"s","eventId":"0000001795262400250#0a1b2c3d",
        "eventTimestamp":1795262400.25,"payload":[{"blob":"text"},{"blob":{"n":[1,true,null]}},
        {"conversational":{"content":{"text":"hi"},"role":"USER"}}],"branch":{"name":"main"},
        "metadata":{"key":{"stringValue":"value"}}}}
        """;

    private static readonly DateTime At = new(2026, 11, 21, 12, 0, 0, 250, DateTimeKind.Utc);

    [Fact]
    public async Task CreateEvent_OfEveryMember_IsWrittenAsTheModelHasIt()
    {
        await using var server = await WireServer.AnsweringAsync(Stored, 201);
        using var client = For(server);

        await client.CreateEventAsync(
            new CreateEventRequest
            {
                MemoryId = "m-0123456789",
                ActorId = "a",
                SessionId = "s",
                ClientToken = "token",
                EventTimestamp = At,
                Branch = new Branch { Name = "b", RootEventId = "0#a" },
                Metadata = new() { ["key"] = new MetadataValue { StringValue = "value" } },
                Payload =
                [
                    new PayloadType { Blob = new Document("text") },
                    new PayloadType
                    {
                        Conversational = new Conversational { Content = new Content { Text = "hi" }, Role = Role.USER },
                    },
                ],
            },
            TestContext.Current.CancellationToken);

        var request = server.Requests.Single();
        request.Target.ShouldBe("/memories/m-0123456789/events");
        request.Headers["Authorization"].ShouldContain("/eu-west-1/bedrock-agentcore/aws4_request");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(
            """
            {"actorId":"a","sessionId":"s","clientToken":"token","eventTimestamp":1795262400.25,
            "branch":{"name":"b","rootEventId":"0#a"},"metadata":{"key":{"stringValue":"value"}},
            "payload":[{"blob":"text"},{"conversational":{"content":{"text":"hi"},"role":"USER"}}]}
            """)).ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task CreateEvent_Answered_ReadsEveryMember()
    {
        await using var server = await WireServer.AnsweringAsync(Stored, 201);
        using var client = For(server);

        var made = (await client.CreateEventAsync(Smallest(), TestContext.Current.CancellationToken)).Event;

        made.EventId.ShouldBe("0000001795262400250#0a1b2c3d");
        made.EventTimestamp.ShouldBe(At);
        made.Branch.Name.ShouldBe("main");
        made.Metadata["key"].StringValue.ShouldBe("value");
        made.Payload[0].Blob.AsString().ShouldBe("text");
        made.Payload[1].Blob.AsDictionary()["n"].AsList()[0].AsInt().ShouldBe(1);
        made.Payload[2].Conversational.Role.ShouldBe(Role.USER);
        made.Payload[2].Conversational.Content.Text.ShouldBe("hi");
    }

    [Fact]
    public async Task CreateEvent_WithoutToken_SendsANewOneForEachCall()
    {
        await using var server = await WireServer.AnsweringAsync(Stored, 201);
        using var client = For(server);
        var request = Smallest();
        await client.CreateEventAsync(request, TestContext.Current.CancellationToken);
        await client.CreateEventAsync(request, TestContext.Current.CancellationToken);

        request.ClientToken.ShouldBeNull();
        server.Requests.Select(sent => (string?)JsonNode.Parse(sent.Body)!["clientToken"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task ListEvents_OfAPage_NamesItsSessionInThePathAndTheRestInTheBody()
    {
        await using var server = await WireServer.AnsweringAsync("""{"events":[],"nextToken":"more"}""");
        using var client = For(server);

        var page = await client.ListEventsAsync(
            new ListEventsRequest
            {
                MemoryId = "m-0123456789",
                ActorId = "team/a:1",
                SessionId = "s",
                IncludePayloads = false,
                MaxResults = 5,
                NextToken = "next",
                Filter = new FilterInput
                {
                    Branch = new BranchFilter { Name = "b", IncludeParentBranches = true },
                    EventMetadata =
                    [
                        new EventMetadataFilterExpression
                        {
                            Left = new LeftExpression { MetadataKey = "key" },
                            Operator = OperatorType.EQUALS_TO,
                            Right = new RightExpression { MetadataValue = new MetadataValue { StringValue = "v" } },
                        },
                    ],
                },
            },
            TestContext.Current.CancellationToken);

        page.Events.ShouldBeEmpty();
        page.NextToken.ShouldBe("more");
        var request = server.Requests.Single();
        request.Target.ShouldBe("/memories/m-0123456789/actor/team%2Fa%3A1/sessions/s");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(
            """
            {"includePayloads":false,"maxResults":5,"nextToken":"next","filter":{
            "branch":{"name":"b","includeParentBranches":true},"eventMetadata":[{"left":{"metadataKey":"key"},
            "operator":"EQUALS_TO","right":{"metadataValue":{"stringValue":"v"}}}]}}
            """)).ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task Refusal_OfValidation_TellsItsReasonAndFields()
    {
        await using var server = await WireServer.AnsweringAsync(
            """
            {"message":"no","reason":"IdempotentParameterMismatchException",
            "fieldList":[{"name":"clientToken","message":"used"}]}
            """,
            400,
            "ValidationException");
        using var client = For(server);

        var refusal = await Should.ThrowAsync<ValidationException>(
            () => client.CreateEventAsync(Smallest(), TestContext.Current.CancellationToken));

        refusal.Message.ShouldBe("no");
        refusal.Reason.ShouldBe(ValidationExceptionReason.IdempotentParameterMismatchException);
        refusal.FieldList.Single().Name.ShouldBe("clientToken");
    }

    [Theory]
    [InlineData(429, "ThrottledException", typeof(ThrottledException))]
    [InlineData(409, "RetryableConflictException", typeof(RetryableConflictException))]
    [InlineData(500, "ServiceException", typeof(ServiceException))]
    public async Task Refusal_OfTheMoment_IsTriedAgainByTheSdk(int status, string code, Type exception)
    {
        await using var server = await WireServer.StartAsync((response, count) => count == 1
            ? WireServer.WriteAsync(response, """{"message":"later"}""", status, code)
            : WireServer.WriteAsync(response, Stored, 201));
        using var client = For(server);

        (await client.CreateEventAsync(Smallest(), TestContext.Current.CancellationToken)).Event.ShouldNotBeNull();
        server.Requests.Count.ShouldBe(2);
        server.Requests[1].Body.ShouldBe(server.Requests[0].Body, "a token of its own would make a second event");
        exception.IsSubclassOf(typeof(AmazonBedrockAgentCoreException)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", typeof(AccessDeniedException))]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(402, "ServiceQuotaExceededException", typeof(ServiceQuotaExceededException))]
    [InlineData(400, "InvalidInputException", typeof(InvalidInputException))]
    [InlineData(400, "SomethingNew", typeof(AmazonBedrockAgentCoreException))]
    public async Task Refusal_ForGood_HasItsOwnType(int status, string code, Type exception)
    {
        await using var server = await WireServer.AnsweringAsync("""{"message":"no"}""", status, code);
        using var client = For(server);

        var thrown = await Should.ThrowAsync<AmazonBedrockAgentCoreException>(
            () => client.CreateEventAsync(Smallest(), TestContext.Current.CancellationToken));

        thrown.ShouldBeOfType(exception);
        server.Requests.Count.ShouldBe(1);
    }

    private static CreateEventRequest Smallest() => new()
    {
        MemoryId = "m-0123456789",
        ActorId = "a",
        EventTimestamp = At,
        Payload = [],
    };

    private static AmazonBedrockAgentCoreClient For(WireServer server) => new("id", "secret", new AmazonBedrockAgentCoreConfig
    {
        ServiceURL = server.Url,
        AuthenticationRegion = "eu-west-1",
    });
}

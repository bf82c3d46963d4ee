using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests.AgentCore.Memory;

/// <summary>AWS's own client agrees with the memory data plane, where it is on the machine.</summary>
public sealed class MemoryIndependentClientTests
{
    private const string Boto3Script = """
        import boto3, datetime, json, sys
        from botocore.exceptions import ClientError
        memory = sys.argv[1]
        client = boto3.client("bedrock-agentcore")
        place = dict(memoryId=memory, actorId="team/a:1", sessionId="s1")
        def code(call, **arguments):
            try:
                call(**arguments)
            except ClientError as e:
                return e.response["Error"]["Code"] + " " + str(e.response.get("reason"))
        at = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
        for i in range(25):
            made = client.create_event(**place, eventTimestamp=at + datetime.timedelta(seconds=i), clientToken=f"t{i}",
                metadata={"n": {"stringValue": str(i)}}, payload=[{"blob": {"n": i}},
                {"conversational": {"content": {"text": f"text {i}"}, "role": "USER"}}])["event"]
        pages = list(client.get_paginator("list_events").paginate(**place, includePayloads=True,
            PaginationConfig={"PageSize": 10}))
        events = [e for page in pages for e in page["events"]]
        got = client.get_event(**place, eventId=made["eventId"])["event"]
        found = client.list_events(**place, maxResults=100, filter={"eventMetadata": [{"left": {"metadataKey": "n"},
            "operator": "EQUALS_TO", "right": {"metadataValue": {"stringValue": "7"}}}]})["events"]
        mismatch = code(client.create_event, **place, eventTimestamp=at, clientToken="t3", payload=[])
        deleted = client.delete_event(**place, eventId=made["eventId"])["eventId"]
        sessions = client.list_sessions(memoryId=memory, actorId="team/a:1")["sessionSummaries"]
        print(json.dumps({
            "pages": [len(page["events"]) for page in pages],
            "newest": events[0]["payload"][0]["blob"]["n"], "oldest": events[-1]["payload"][1]["conversational"],
            "same": got == made and got["eventTimestamp"] == at + datetime.timedelta(seconds=24),
            "found": [e["payload"][0]["blob"]["n"] for e in found], "mismatch": mismatch,
            "gone": deleted == made["eventId"] and code(client.get_event, **place, eventId=deleted),
            "sessions": [s["sessionId"] for s in sessions],
            "unknown": code(client.list_events, memoryId="unknown-AbCdEf1234", actorId="a", sessionId="s")}))
        """;

    [Fact]
    public async Task Boto3_OnTheMemoryDataPlane_CreatesListsFindsAndDeletes()
    {
        await using var server = await StartedServer.StartAsync(options =>
        {
            // This client signs with the time of this machine.
            options.Clock = TimeProvider.System;
            options.Memories.Add(MemoryCalls.Memory);
        });
        using var home = new TemporaryFolder();
        var environment = new Dictionary<string, string>(server.Aws.Environment) { ["HOME"] = home.Path };
        await Subprocess.SkipUnlessItRunsAsync(
            "python3", ["-c", "import boto3; boto3.Session().client('bedrock-agentcore').create_event"], environment);

        var (code, output, error) = await Subprocess.RunAsync(
            "python3", ["-c", Boto3Script, MemoryCalls.Memory], environment);

        code.ShouldBe(0, error);
        JsonNode.DeepEquals(JsonNode.Parse(output), JsonNode.Parse(
            """
            {"pages":[10,10,5],"newest":24,"oldest":{"content":{"text":"text 0"},"role":"USER"},"same":true,"found":[7],
            "mismatch":"ValidationException IdempotentParameterMismatchException","gone":"ResourceNotFoundException None",
            "sessions":["s1"],"unknown":"ResourceNotFoundException None"}
            """)).ShouldBeTrue(output);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests;

/// <summary>Holds every event that the agent writes in these tests to docs/events.schema.json.</summary>
internal sealed class EventSchema
{
    private static readonly JsonElement Document =
        JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.schema.json")));

    private readonly SchemaCheck _check = new(Document);
    private readonly ConcurrentQueue<string> _violations = new();

    public static IEnumerable<string> Types =>
        Document.GetProperty("oneOf").EnumerateArray().Select(each => each.GetProperty("$ref").GetString()!.Split('/')[^1]);

    public IReadOnlyCollection<string> Violations => _violations;

    public IReadOnlyList<string> Problems(JsonElement turnEvent) => _check.Problems(turnEvent);

    public void Hold(ReadOnlySpan<byte> json)
    {
        var turnEvent = JsonElement.Parse(json);
        foreach (var problem in Problems(turnEvent))
            Complain($"{problem}: {turnEvent.GetRawText()}");
    }

    public void Complain(string violation) => _violations.Enqueue(violation);
}

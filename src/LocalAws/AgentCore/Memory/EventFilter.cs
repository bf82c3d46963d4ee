using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>Which events of a page a caller of ListEvents wants to see.</summary>
internal sealed class EventFilter(JsonElement? filter, IReadOnlyList<StoredEvent> session)
{
    private readonly string? _branch = filter?.Member(MemoryNames.Branch)?.Text(MemoryNames.Name);
    private readonly bool _withParents = filter?.Member(MemoryNames.Branch)?.Member(MemoryNames.IncludeParentBranches)
        is { ValueKind: JsonValueKind.True };

    private readonly IReadOnlyList<JsonElement> _conditions = [.. filter?.Items(MemoryNames.EventMetadata) ?? []];

    public bool Takes(StoredEvent held) => IsOfBranch(held) && _conditions.All(condition => Meets(held, condition));

    private static bool Meets(StoredEvent held, JsonElement condition)
    {
        var key = condition.GetProperty(MemoryNames.Left).Text(MemoryNames.MetadataKey)!;
        var value = held.MetadataText(key);
        return condition.Text(MemoryNames.Operator) switch
        {
            "EXISTS" => value is not null,
            "NOT_EXISTS" => value is null,
            _ => value is not null && value == condition.GetProperty(MemoryNames.Right)
                .GetProperty(MemoryNames.MetadataValue).Text(MemoryNames.StringValue),
        };
    }

    private bool IsOfBranch(StoredEvent held)
    {
        if (_branch is null || held.Request.BranchName == _branch)
            return true;

        return _withParents && IsBefore(held, _branch, []);
    }

    // The parents' events up to the one from which the branch goes off.
    private bool IsBefore(StoredEvent held, string branch, HashSet<string> seen)
    {
        // A root that was deleted and made anew could lead back here.
        if (!seen.Add(branch))
            return false;

        var root = session.Where(known => known.Request.BranchName == branch)
            .Select(known => known.Request.RootEventId)
            .FirstOrDefault(id => id is not null);
        if (session.FirstOrDefault(known => known.EventId == root) is not { } parent)
            return false;

        return held.Request.BranchName == parent.Request.BranchName
            ? string.CompareOrdinal(held.EventId, parent.EventId) <= 0
            : IsBefore(held, parent.Request.BranchName, seen);
    }
}

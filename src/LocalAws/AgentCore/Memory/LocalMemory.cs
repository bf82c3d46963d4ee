using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>One memory: events by session, and which tokens made which of them.</summary>
internal sealed class LocalMemory(string id, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionKey, MemorySession> _sessions = [];
    private readonly Dictionary<string, StoredEvent> _byToken = new(StringComparer.Ordinal);

    public MemoryResult<StoredEvent> Create(EventRequest request)
    {
        lock (_gate)
        {
            if (request.ClientToken is { } known && _byToken.TryGetValue(known, out var made))
                return JsonElement.DeepEquals(made.Request.Body, request.Body) ? made : MemoryErrors.TokenOfAnother;

            var session = new SessionKey(request.ActorId, request.SessionId ?? Guid.NewGuid().ToString());
            if (request.RootEventId is { } root && RefuseRoot(session, request.BranchName, root) is { } refusal)
                return refusal;

            var added = new StoredEvent(id, session, NewEventId(request.TimestampMilliseconds), request);
            Session(session).Events.Add(added.EventId, added);
            if (request.ClientToken is { } token)
                _byToken[token] = added;

            return added;
        }
    }

    /// <summary>Newest first: by the time that the writers gave, and in no order that means something within a millisecond.</summary>
    public IReadOnlyList<StoredEvent> Events(SessionKey session)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(session, out var known) ? [.. known.Events.Values.Reverse()] : [];
        }
    }

    public MemoryResult<StoredEvent> Find(SessionKey session, string eventId)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(session, out var known) && known.Events.TryGetValue(eventId, out var found)
                ? found
                : MemoryErrors.NoEvent(eventId);
        }
    }

    public MemoryResult<StoredEvent> Delete(SessionKey session, string eventId)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(session, out var known) || !known.Events.Remove(eventId, out var gone))
                return MemoryErrors.NoEvent(eventId);

            if (gone.Request.ClientToken is { } token)
                _byToken.Remove(token);

            return gone;
        }
    }

    /// <summary>Of an actor, the newest first; those that have been empty for a day are gone.</summary>
    public IReadOnlyList<MemorySession> Sessions(string actorId)
    {
        var empty = clock.GetUtcNow() - TimeSpan.FromDays(1);
        lock (_gate)
        {
            return
            [
                .. _sessions.Values.Where(session => session.Key.ActorId == actorId)
                    .Where(session => session.Events.Count > 0 || session.CreatedAt > empty)
                    .OrderByDescending(session => session.CreatedAt)
                    .ThenBy(session => session.Key.SessionId, StringComparer.Ordinal),
            ];
        }
    }

    private static string NewEventId(long milliseconds) => string.Create(
        CultureInfo.InvariantCulture, $"{milliseconds:D19}#{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private MemorySession Session(SessionKey key)
    {
        if (!_sessions.TryGetValue(key, out var session))
            _sessions[key] = session = new MemorySession(key, clock.GetUtcNow());

        return session;
    }

    private MemoryRefusal? RefuseRoot(SessionKey session, string branch, string root)
    {
        if (_sessions.TryGetValue(session, out var own) && own.Events.TryGetValue(root, out var parent))
            return own.IsRootOf(branch, parent) ? null : MemoryErrors.OtherRoot(branch);

        return _sessions.Values.Any(other => other.Events.ContainsKey(root))
            ? MemoryErrors.RootOfAnotherSession(root)
            : MemoryErrors.NoEvent(root);
    }
}

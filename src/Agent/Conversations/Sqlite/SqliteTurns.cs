using Microsoft.Data.Sqlite;

namespace AgentStack.Agent.Conversations.Sqlite;

/// <summary>The tables' rows: each call is one statement or one transaction.</summary>
internal sealed class SqliteTurns(ConversationOptions options, TimeProvider clock)
{
    // A few at each save: the file stays as large as what is remembered, and no save is slow for it.
    private const int ForgottenAtOnce = 20;

    public StoredConversation Load(SqliteConnection connection, SessionId session)
    {
        var turns = new List<StoredTurn>();
        using var command = connection.Command(
            "SELECT sequence, version, at, body FROM turns WHERE session = $session ORDER BY sequence",
            ("$session", SessionKey.Of(session)));
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                turns.Add(new StoredTurn(rows.GetInt64(0), rows.GetInt64(1), Time(rows.GetInt64(2)), rows.GetFieldValue<byte[]>(3)));
        }

        return turns is [.., var last] && options.IsForgotten(last.At, clock.GetUtcNow())
            ? StoredConversation.Empty
            : new StoredConversation(turns);
    }

    /// <returns>False when another version is there than the turn stands on.</returns>
    public bool TrySave(SqliteConnection connection, SessionId session, StoredTurn turn)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var key = ("$session", (object)SessionKey.Of(session));
        var version = connection.Scalar(
            "SELECT version FROM sessions WHERE id = $session AND at >= $oldest", key, ("$oldest", OldestKept()));
        if (version != turn.Version - 1)
            return false;

        if (version == 0)
            connection.Execute("DELETE FROM turns WHERE session = $session", key);

        Write(connection, key, turn);
        Forget(connection);
        transaction.Commit();
        return true;
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private void Write(SqliteConnection connection, (string Name, object Value) key, StoredTurn turn) => connection.Execute(
        """
        INSERT OR REPLACE INTO sessions (id, version, at) VALUES ($session, $version, $at);
        INSERT OR REPLACE INTO turns (session, sequence, version, at, body) VALUES ($session, $sequence, $version, $at, $body);
        DELETE FROM turns WHERE session = $session AND sequence <=
          (SELECT sequence FROM turns WHERE session = $session ORDER BY sequence DESC LIMIT 1 OFFSET $max);
        """,
        key,
        ("$version", turn.Version),
        ("$sequence", turn.Sequence),
        ("$at", turn.At.ToUnixTimeMilliseconds()),
        ("$body", turn.Body.ToArray()),
        ("$max", options.MaxTurns));

    private void Forget(SqliteConnection connection) => connection.Execute(
        """
        DELETE FROM turns WHERE session IN (SELECT id FROM sessions WHERE at < $oldest ORDER BY at LIMIT $some);
        DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE at < $oldest ORDER BY at LIMIT $some);
        """,
        ("$oldest", OldestKept()),
        ("$some", ForgottenAtOnce));

    private long OldestKept() => clock.GetUtcNow().ToUnixTimeMilliseconds() - (long)options.ExpireAfter.TotalMilliseconds;
}

using Microsoft.Data.Sqlite;

namespace AgentStack.Agent.Conversations.Sqlite;

/// <summary>Conversations in a file of this machine, which several processes may use at once.</summary>
internal sealed class SqliteConversations : IConversationStore, IDisposable
{
    private readonly string _path;
    private readonly SqliteFile _file;
    private readonly SqliteTurns _turns;

    public SqliteConversations(ConversationOptions options, TimeProvider clock)
    {
        _path = options.Sqlite ?? DeskFile.Path ?? throw new InvalidOperationException("There is no folder for a user's data.");
        _file = new SqliteFile(_path);
        _turns = new SqliteTurns(options, clock);
    }

    public Task<StoredConversation> LoadAsync(SessionId session, CancellationToken cancellationToken) =>
        RunAsync(connection => _turns.Load(connection, session), cancellationToken);

    public async Task SaveAsync(SessionId session, StoredTurn turn, CancellationToken cancellationToken)
    {
        if (!await RunAsync(connection => _turns.TrySave(connection, session, turn), cancellationToken))
            throw new ConversationConflictException(session);
    }

    public void Dispose() => _file.Dispose();

    // SQLite knows no asynchronous calls; the caller's thread is not the one to wait for the disk or for a lock.
    private Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                using var connection = _file.Open();
                return work(connection);
            }
            catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException)
            {
                throw SqliteFailures.Tell(_path, e);
            }
        },
        cancellationToken);
}

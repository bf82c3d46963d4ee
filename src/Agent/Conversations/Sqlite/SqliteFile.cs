using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AgentStack.Agent.Conversations.Sqlite;

/// <summary>The file of conversations: found or made, with the tables that this version of the agent knows.</summary>
internal sealed class SqliteFile(string path) : IDisposable
{
    /// <summary>Counts up when older agents could not work with the tables.</summary>
    public const int Schema = 1;

    // "ASCO": says to every program, ours included, whose file it is.
    private const int ApplicationId = 0x4153434F;

    // For this long SQLite itself waits for a lock, in steps of milliseconds, and the package above it goes on until 5 s.
    // Less than a second: a library that was built without usleep would sleep in whole ones.
    private const string WaitForLocks = "PRAGMA busy_timeout = 250";

    private static readonly TimeSpan BusyLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = (int)BusyLimit.TotalSeconds,
    }.ToString();

    private bool _isPrepared;

    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    /// <exception cref="ConversationStoreException">It belongs to another program or to a newer agent.</exception>
    public SqliteConnection Open()
    {
        lock (_gate)
        {
            if (!_isPrepared)
                Prepare();

            _isPrepared = true;
        }

        return OpenConnection();
    }

    /// <summary>Closes it; the last one to do so leaves a single file behind.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Prepare()
    {
        PrivateFile.Create(path);
        using var connection = OpenConnection();
        var (application, version) = (Pragma(connection, "application_id"), Pragma(connection, "user_version"));
        if (application == ApplicationId && version == Schema)
            return;

        if (application == ApplicationId && version > Schema)
            throw Refused("was written by a newer version of the agent. Run that version, or set Conversations:Sqlite to another path.");

        connection.Execute("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction();
        if (Pragma(connection, "application_id") != ApplicationId)
            MakeTables(connection);

        transaction.Commit();
    }

    private void MakeTables(SqliteConnection connection)
    {
        if (connection.Scalar("SELECT COUNT(*) FROM sqlite_master") > 0)
            throw Refused("is a database of another program. Set Conversations:Sqlite to another path.");

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE sessions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX sessions_at ON sessions (at);
            CREATE TABLE turns (
              session TEXT NOT NULL, sequence INTEGER NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
              PRIMARY KEY (session, sequence));
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Schema};
            """));
    }

    private SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute(WaitForLocks);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long Pragma(SqliteConnection connection, string name) => connection.Scalar($"PRAGMA {name}");

    private ConversationStoreException Refused(string problem) => new($"The file {path}, where conversations are to be kept, {problem}");
}

using Microsoft.Data.Sqlite;

namespace AgentStack.Agent.Conversations.Sqlite;

/// <summary>What went wrong with the file, in words for the person who asked.</summary>
internal static class SqliteFailures
{
    private const string OtherPath = "set Conversations:Sqlite to a path that can be written";

    public static ConversationStoreException Tell(string path, Exception e)
    {
        var (problem, remedy) = e is SqliteException sqlite ? Describe(sqlite.SqliteErrorCode) : Describe(e);
        return new ConversationStoreException($"The file {path}, where conversations are kept, {problem}; {remedy}.", e);
    }

    // https://sqlite.org/rescode.html
    private static (string Problem, string Remedy) Describe(int code) => code switch
    {
        5 or 6 => ("is locked by another process", "ask again in a moment"),
        8 => ("is read-only", $"give its user the right to write, or {OtherPath}"),
        10 => ("cannot be read or written: the disk failed", "see the system's log"),
        11 => ("is damaged", "move it away with its -wal and -shm; a new one is made"),
        13 => ("has no room left on its disk", "make room"),
        14 => ("cannot be opened", $"give its user the right to write there, or {OtherPath}"),
        26 => ("is no SQLite database", $"move it away, or {OtherPath}"),
        1 => ("has other tables than the agent's", "move it away; a new one is made"),
        _ => ("cannot be used", OtherPath),
    };

    private static (string Problem, string Remedy) Describe(Exception e) => e switch
    {
        InvalidCastException => ("holds what no agent has written", "move it away; a new one is made"),
        UnauthorizedAccessException => ("cannot be made: access is denied", $"give its user the right to write there, or {OtherPath}"),
        _ => ("cannot be made", $"see that its folder is on a disk that can be written, or {OtherPath}"),
    };
}

using System.Runtime.Versioning;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Sqlite;
using Microsoft.Data.Sqlite;

namespace AgentStack.Agent.Tests.Conversations.Sqlite;

public sealed class SqliteConversationsTests : ConversationStoreTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentstack-sqlite-");
    private readonly List<SqliteConversations> _opened = [];

    public SqliteConversationsTests() => Options.Sqlite = Path.Combine(_folder.FullName, "data", "agentstack", "conversations.db");

    [Fact]
    public async Task File_ThatIsMade_AndItsFolders_AreItsUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are of Unix.");
        await (await OpenAsync()).SaveAsync(Session, Turn(1, 1, "one"), Cancellation);

        var file = new FileInfo(Options.Sqlite!);
        foreach (var each in file.Directory!.GetFiles())
            each.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, each.Name);

        file.Directory.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task File_ClosedAndOpenedAgain_HasWhatWasWritten()
    {
        var turn = Turn(1, 1, "one");
        using (var first = new SqliteConversations(Options, Clock))
            await first.SaveAsync(Session, turn, Cancellation);

        Directory.GetFiles(Path.GetDirectoryName(Options.Sqlite)!).ShouldHaveSingleItem().ShouldBe(Options.Sqlite);
        ShouldBeTurns(await (await OpenAsync()).LoadAsync(Session, Cancellation), turn);
    }

    [Fact]
    public async Task Save_OfAnySession_ClearsAwayWhatIsForgotten()
    {
        Options.ExpireAfter = TimeSpan.FromDays(1);
        var store = await OpenAsync();
        for (var n = 0; n < 30; n++)
            await store.SaveAsync(new SessionId($"old-{n}"), Turn(1, 1, "old"), Cancellation);

        Clock.Advance(TimeSpan.FromDays(2));
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        await store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);

        using var connection = OpenFile();
        connection.Scalar("SELECT COUNT(*) FROM sessions").ShouldBe(1);
        connection.Scalar("SELECT COUNT(*) FROM turns").ShouldBe(2);
    }

    [Fact]
    public async Task Save_WhileAnotherProcessWrites_WaitsForIt_AndALoadDoesNot()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        using var other = OpenFile();
        using var writing = other.BeginTransaction();

        var saving = store.SaveAsync(Session, Turn(2, 2, "two"), Cancellation);
        (await store.LoadAsync(Session, Cancellation)).Version.ShouldBe(1);
        saving.IsCompleted.ShouldBeFalse();
        writing.Rollback();

        await saving;
        (await store.LoadAsync(Session, Cancellation)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task File_ThatIsNoDatabase_IsToldAndLeftAsItIs()
    {
        var text = string.Concat(Enumerable.Repeat("This is a letter to my aunt.\n", 200));
        Directory.CreateDirectory(Path.GetDirectoryName(Options.Sqlite)!);
        await File.WriteAllTextAsync(Options.Sqlite!, text, Cancellation);

        await ShouldFailAsync("is no SQLite database", "Conversations:Sqlite");

        (await File.ReadAllTextAsync(Options.Sqlite!, Cancellation)).ShouldBe(text);
    }

    [Fact]
    public async Task File_OfAnotherProgram_IsToldAndLeftAsItIs()
    {
        using (var other = OpenFile())
            other.Execute("CREATE TABLE recipes (name TEXT)");

        await ShouldFailAsync("is a database of another program", "Conversations:Sqlite");

        using var after = OpenFile();
        after.Scalar("SELECT COUNT(*) FROM sqlite_master").ShouldBe(1);
    }

    [Fact]
    public async Task File_OfANewerAgent_IsToldAndLeftAsItIs()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation);
        using (var newer = OpenFile())
            newer.Execute($"PRAGMA user_version = {SqliteFile.Schema + 1}");

        await ShouldFailAsync("newer version of the agent");
    }

    [Fact]
    public async Task File_ThatIsDamaged_IsToldWithARemedy()
    {
        using (var store = new SqliteConversations(Options, Clock))
            await store.SaveAsync(Session, Turn(1, 1, new byte[200_000]), Cancellation);

        await using (var file = new FileStream(Options.Sqlite!, FileMode.Open))
        {
            var noise = new byte[file.Length - 4096];
            Array.Fill(noise, (byte)0xA5);
            file.Position = 4096;
            await file.WriteAsync(noise, Cancellation);
        }

        await ShouldFailAsync("is damaged", "move it away");
    }

    [Fact]
    public async Task File_CutShort_IsToldWithARemedy()
    {
        using (var store = new SqliteConversations(Options, Clock))
            await store.SaveAsync(Session, Turn(1, 1, new byte[200_000]), Cancellation);

        await using (var file = new FileStream(Options.Sqlite!, FileMode.Open))
            file.SetLength(8192);

        await ShouldFailAsync("is damaged", "move it away");
    }

    [Fact]
    public async Task Path_ThatIsAFolder_IsToldWithARemedy()
    {
        Directory.CreateDirectory(Options.Sqlite!);

        await ShouldFailAsync("Conversations:Sqlite");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_ThatMayNotBeWritten_IsToldWithARemedy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The rights of a file do not bind this user.");
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await ShouldFailAsync("access is denied", "Conversations:Sqlite");
        }
        finally
        {
            File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose()
    {
        foreach (var store in _opened)
            store.Dispose();

        _folder.Delete(recursive: true);
    }

    private protected override Task<IConversationStore> OpenAsync()
    {
        var store = new SqliteConversations(Options, Clock);
        _opened.Add(store);
        return Task.FromResult<IConversationStore>(store);
    }

    private protected override Task<IConversationStore?> OpenOutOfReachAsync(string secret)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a place where nobody may write.");
        Options.Sqlite = "/proc/agentstack/conversations.db";
        return Task.FromResult<IConversationStore?>(new SqliteConversations(Options, Clock));
    }

    private async Task ShouldFailAsync(params string[] says)
    {
        using var store = new SqliteConversations(Options, Clock);
        var failure = await Should.ThrowAsync<ConversationStoreException>(() => store.LoadAsync(Session, Cancellation));
        await Should.ThrowAsync<ConversationStoreException>(() => store.SaveAsync(Session, Turn(1, 1, "one"), Cancellation));

        foreach (var words in (string[])[Options.Sqlite!, .. says])
            failure.Message.ShouldContain(words);
    }

    private SqliteConnection OpenFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Options.Sqlite)!);
        var connection = new SqliteConnection($"Data Source={Options.Sqlite};Pooling=False");
        connection.Open();
        return connection;
    }
}

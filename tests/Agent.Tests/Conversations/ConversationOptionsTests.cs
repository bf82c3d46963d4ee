using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.Agent.Conversations.Redis;
using AgentStack.Agent.Conversations.Sqlite;
using AgentStack.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Conversations;

public sealed class ConversationOptionsTests
{
    private const string Secret = "p4ss-W0rd";

    [Theory]
    [InlineData(nameof(StoreKind.Memory))]
    [InlineData(nameof(StoreKind.Redis), "Redis=localhost:6379")]
    [InlineData(nameof(StoreKind.Redis), "Redis=localhost", "Store=redis")]
    [InlineData(nameof(StoreKind.Redis), "Redis=a.example:6379,b.example:6379,ssl=true,abortConnect=false,user=u,password=p==")]
    [InlineData(nameof(StoreKind.Redis), "Redis=rediss://u:p%40s@a.example:6380/2")]
    [InlineData(nameof(StoreKind.Sqlite), "Sqlite=/tmp/x.db")]
    [InlineData(nameof(StoreKind.Sqlite), "Store=Sqlite")]
    [InlineData(nameof(StoreKind.AgentCoreMemory), "Memory:Id=agent_memory-AbCdEf1234")]
    [InlineData(nameof(StoreKind.Memory), "Store=Memory", "Redis=", "Sqlite= ")]
    public void Store_IsWhatIsNamedOrAddressed(string kind, params string[] settings)
    {
        var (options, problems) = Read(settings);

        problems.ShouldBeEmpty();
        options.Kind.ToString().ShouldBe(kind);
    }

    [Theory]
    [InlineData("Conversations:Redis is set beside Conversations:Sqlite", "Redis=localhost", "Sqlite=/tmp/x.db")]
    [InlineData("Conversations:Redis is set beside Conversations:Memory:Id", "Redis=localhost", "Memory:Id=a-1234567890")]
    [InlineData("Conversations:Redis is set, yet Conversations:Store is Memory; remove it, or", "Store=Memory", "Redis=localhost")]
    [InlineData("Conversations:Sqlite is set, yet Conversations:Store is Redis", "Store=Redis", "Redis=localhost", "Sqlite=x.db")]
    [InlineData("Conversations:Redis is missing", "Store=Redis")]
    [InlineData("Conversations:Redis must be such as", "Redis=https://u:" + Secret + "@host:6379")]
    [InlineData("Conversations:Redis must be such as", "Redis=redis://u:" + Secret + "@host:6379/x")]
    [InlineData("Conversations:Redis must be such as", "Redis=redis://" + Secret + "@host:6379")]
    [InlineData("Conversations:Redis must be such as", "Redis=host:6379,pasword=" + Secret)]
    [InlineData("Conversations:Redis must be such as", "Redis=host:6379,ssl=" + Secret)]
    [InlineData("Conversations:Redis must be such as", "Redis=password=" + Secret)]
    [InlineData("Conversations:RedisPrefix must not", "RedisPrefix={x}")]
    [InlineData("Conversations:Store is \"Postgres\", which is not a choice; the choices are Memory, Sqlite", "Store=Postgres")]
    [InlineData("Conversations:ExpireAfter must be above zero", "ExpireAfter=9999.00:00:00")]
    public void Settings_ThatContradictEachOtherOrMakeNoSense_AreNamedWithARemedyAndNoSecret(string problem, params string[] settings)
    {
        var (_, problems) = Read(settings);

        var only = problems.ShouldHaveSingleItem();
        only.ShouldStartWith(problem);
        only.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("localhost:6379,password=" + Secret, "localhost:6379")]
    [InlineData("localhost:6379,password=x," + Secret, "localhost:6379")]
    [InlineData("rediss://user:" + Secret + "@a.example:6380/2", "a.example:6380")]
    public void Address_Printed_NamesTheServerAndNoSecret(string address, string printed) =>
        RedisAddress.Parse(address).ToString().ShouldBe(printed);

    [Fact]
    public void Address_AsAUri_MeansTheSameAsItsParts()
    {
        var options = RedisAddress.Parse("rediss://us%2Fer:p%40%3A@a.example/2").Options;

        (options.Ssl, options.User, options.Password, options.DefaultDatabase).ShouldBe((true, "us/er", "p@:", 2));
        RedisAddress.Parse("redis://:only@a.example").Options.User.ShouldBeNull();
    }

    [Theory]
    [InlineData("Store=Memory", typeof(MemoryConversations))]
    [InlineData("Redis=127.0.0.1:1", typeof(RedisConversations))]
    [InlineData("Sqlite=/proc/agentstack/x.db", typeof(SqliteConversations))]
    [InlineData("Memory:Id=agent_memory-AbCdEf1234", typeof(AgentCoreMemoryConversations))]
    public async Task Agent_WithAStoreThatIsNotThere_IsBuiltWithItAllTheSame(string setting, Type store)
    {
        await using var agent = AgentApplication.Build([$"--Conversations:{setting}"]);

        agent.Services.GetRequiredService<IConversationStore>().ShouldBeOfType(store);
        agent.Services.GetRequiredService<Sessions>().ShouldNotBeNull();
    }

    [Fact]
    public void Agent_ToldToUseAMemoryWithoutItsId_IsToldWhatIsMissing() =>
        Should.Throw<SettingsException>(() => AgentApplication.Build(["--Conversations:Store=AgentCoreMemory"]))
            .Problems.ShouldHaveSingleItem().ShouldStartWith("Conversations:Memory:Id is missing");

    [Theory]
    [InlineData(nameof(StoreKind.Sqlite))]
    [InlineData(nameof(StoreKind.Redis), "Redis=localhost")]
    [InlineData(nameof(StoreKind.Memory), "Store=Memory")]
    [InlineData(nameof(StoreKind.AgentCoreMemory), "Memory:Id=a-1234567890")]
    public void Desk_KeepsConversationsInTheUsersFolder_UnlessConfiguredOtherwise(string kind, params string[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(Pairs(settings));

        builder.KeepConversationsOnDesk();

        var reader = new SettingsReader(builder.Configuration);
        var options = ConversationOptions.Read(reader);
        reader.ThrowIfAnyProblem();
        options.Kind.ToString().ShouldBe(kind);
        options.Sqlite.ShouldBe(options.Kind == StoreKind.Sqlite ? DeskFile.Path : null);
    }

    [Fact]
    public void Desk_FileIsInTheFolderForTheUsersData() =>
        DeskFile.Path.ShouldNotBeNull().ShouldEndWith(Path.Combine("agentstack", "conversations.db"));

    private static (ConversationOptions Options, IReadOnlyList<string> Problems) Read(string[] settings)
    {
        var reader = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(Pairs(settings)).Build());
        var options = ConversationOptions.Read(reader);
        try
        {
            reader.ThrowIfAnyProblem();
            return (options, []);
        }
        catch (SettingsException e)
        {
            return (options, e.Problems);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string[] settings) =>
        settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create($"Conversations:{pair[0]}", (string?)pair[1]));
}

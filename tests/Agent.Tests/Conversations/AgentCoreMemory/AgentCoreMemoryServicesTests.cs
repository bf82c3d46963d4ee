using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.RemoteMcp.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

public sealed class AgentCoreMemoryServicesTests
{
    private static readonly SessionId Session = new("s");

    [Fact]
    public async Task Store_FromTheEnvironmentOfAws_KeepsATurn()
    {
        await using var backing = await MemoryBacking.StartAsync();
        await using var services = Services(backing.Aws.Environment);
        var store = services.GetRequiredService<IConversationStore>();
        var turn = new StoredTurn(1, 1, TimeProvider.System.GetUtcNow(), new byte[] { 1, 2, 3 });

        await store.SaveAsync(Session, turn, TestContext.Current.CancellationToken);

        (await store.LoadAsync(Session, TestContext.Current.CancellationToken)).Turns.Single().Body.ToArray()
            .ShouldBe(turn.Body.ToArray());
        store.ShouldBeOfType<AgentCoreMemoryConversations>();
    }

    [Fact]
    public async Task Store_OfItsOwnEndpoint_GoesThere()
    {
        await using var backing = await MemoryBacking.StartAsync();
        var environment = new Dictionary<string, string>(backing.Aws.Environment)
        {
            ["AWS_ENDPOINT_URL_BEDROCK_AGENTCORE"] = backing.Aws.Environment["AWS_ENDPOINT_URL"],
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9",
        };
        await using var services = Services(environment);

        (await services.GetRequiredService<IConversationStore>().LoadAsync(Session, TestContext.Current.CancellationToken))
            .Turns.ShouldBeEmpty();
    }

    private static ServiceProvider Services(IReadOnlyDictionary<string, string> environment) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new ConversationOptions())
        .AddSingleton(new AwsSettings(new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)))
            .Build()))
        .AddAgentCoreMemory(new AgentCoreMemoryOptions { Id = MemoryBacking.MemoryId })
        .BuildServiceProvider();
}

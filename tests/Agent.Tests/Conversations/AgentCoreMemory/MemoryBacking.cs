using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.LocalAws;
using AgentStack.Tests.Shared;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

/// <summary>A memory on loopback, and stores on it as so many processes would have them.</summary>
internal sealed class MemoryBacking : IAsyncDisposable
{
    public const string MemoryId = "tested_memory-AbCdEf1234";

    private readonly List<AmazonBedrockAgentCoreClient> _clients = [];

    private MemoryBacking(LocalAwsServer aws) => Aws = aws;

    public LocalAwsServer Aws { get; }

    public static async Task<MemoryBacking> StartAsync() =>
        new(await LocalAwsServer.StartAsync(new LocalAwsOptions { Memories = { MemoryId } }));

    /// <param name="options">How much is kept.</param>
    /// <param name="clock">The store's; the server has the time of this machine, with which the SDK signs.</param>
    /// <param name="handler">Stands between the SDK and the server.</param>
    /// <param name="memoryId">Another memory.</param>
    public IConversationStore Open(
        ConversationOptions options, FakeClock clock, DelegatingHandler? handler = null, string memoryId = MemoryId) =>
        Store(Client(Aws.Address, Aws.AccessKeyId, Aws.SecretAccessKey, handler), options, clock, memoryId);

    public IConversationStore OpenAt(Uri address, string secret, ConversationOptions options, FakeClock clock) =>
        Store(Client(address, "ACCESSKEYOFATEST", secret, null), options, clock, MemoryId);

    public AmazonBedrockAgentCoreClient Client() => Client(Aws.Address, Aws.AccessKeyId, Aws.SecretAccessKey, null);

    public static ListEventsRequest ListOf(SessionId session) => new()
    {
        MemoryId = MemoryId,
        ActorId = "agent",
        SessionId = SessionKey.Of(session),
        IncludePayloads = true,
        MaxResults = 100,
    };

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Aws.DisposeAsync();
    }

    private static AgentCoreMemoryConversations Store(
        AmazonBedrockAgentCoreClient client, ConversationOptions options, FakeClock clock, string memoryId) => new(
        new AgentCoreMemoryOptions { Id = memoryId },
        options,
        new Lazy<IAmazonBedrockAgentCore>(client),
        clock);

    private AmazonBedrockAgentCoreClient Client(Uri address, string id, string secret, DelegatingHandler? handler)
    {
        var client = new AmazonBedrockAgentCoreClient(id, secret, new AmazonBedrockAgentCoreConfig
        {
            ServiceURL = address.AbsoluteUri,
            AuthenticationRegion = Aws.Region,
            HttpClientFactory = new BackingHttp(handler),
        });
        _clients.Add(client);
        return client;
    }
}

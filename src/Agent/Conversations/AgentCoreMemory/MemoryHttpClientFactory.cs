using Amazon.Runtime;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>Makes the HTTP client under the AgentCore client.</summary>
internal sealed class MemoryHttpClientFactory : HttpClientFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    // The store has a limit of its own, which also counts what is tried again.
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new WholeAnswerHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}

using Amazon.Runtime;

namespace AgentStack.Agent.Models.Calls;

/// <summary>Makes the HTTP client under the Bedrock client.</summary>
internal sealed class ModelHttpClientFactory : HttpClientFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    // A turn has its deadline; a limit here would cut a model that thinks for long.
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new ModelCallHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            // An answer that is given up is not read to its end.
            ResponseDrainTimeout = TimeSpan.Zero,
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}

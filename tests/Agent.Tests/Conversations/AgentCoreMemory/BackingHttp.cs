using AgentStack.Agent.Conversations.AgentCoreMemory;
using Amazon.Runtime;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

/// <summary>The product's HTTP client, with a handler of a test in between.</summary>
internal sealed class BackingHttp(DelegatingHandler? between) : HttpClientFactory
{
    private readonly MemoryHttpClientFactory _product = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        if (between is null)
            return _product.CreateHttpClient(clientConfig);

        between.InnerHandler ??= new WholeAnswerHandler(new SocketsHttpHandler());
        return new HttpClient(between, disposeHandler: false);
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}

using System.Text;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

/// <summary>Lets a test change what comes back, or that anything does.</summary>
internal sealed class AnsweringHandler(Func<HttpRequestMessage, HttpResponseMessage, Task<HttpResponseMessage>> change) : DelegatingHandler
{
    public static bool IsCreate(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal);

    public static HttpResponseMessage Json(string json, int status = 200) => new((System.Net.HttpStatusCode)status)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        await change(request, await base.SendAsync(request, cancellationToken));
}

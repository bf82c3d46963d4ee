using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentStack.LocalAws;

namespace AgentStack.DevStack;

/// <summary>Waits until a gateway offers what is behind it: who asks before that is told of a part.</summary>
internal sealed class GatewayReady(LocalAwsServer aws, Seed seed) : IDisposable
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new();

    /// <summary>Waits half a minute at most: what is wrong then is for the agent to say.</summary>
    public async Task WaitAsync(Uri gateway, CancellationToken cancellationToken)
    {
        var token = await FetchTokenAsync(cancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        while (!await OffersAsync(gateway, token, cancellationToken) && TimeProvider.System.GetElapsedTime(start) < Most)
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> FetchTokenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, aws.UserPool.TokenEndpoint);
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", seed.Scope)]);
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{seed.ClientId}:{seed.ClientSecret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", secret);
        using var response = await _http.SendAsync(request, cancellationToken);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return reply.GetProperty("access_token").GetString()!;
    }

    private async Task<bool> OffersAsync(Uri gateway, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/mcp"));
        request.Content = new StringContent(List, Encoding.UTF8, "application/json");
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellationToken);
        var list = await response.Content.ReadAsStringAsync(cancellationToken);
        return list.Contains($"{GatewaySeed.UpstreamName}___", StringComparison.Ordinal);
    }
}

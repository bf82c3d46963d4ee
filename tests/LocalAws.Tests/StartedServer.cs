using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.LocalAws.Tests;

/// <summary>A server on a free port, with a clock that stands still and a client that can sign.</summary>
internal sealed class StartedServer : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    private StartedServer(LocalAwsServer aws, FakeClock clock)
    {
        Aws = aws;
        Clock = clock;
        Signer = new SigV4TestSigner(aws.AccessKeyId, aws.SecretAccessKey, aws.Region, clock);
    }

    public LocalAwsServer Aws { get; }

    public FakeClock Clock { get; }

    public SigV4TestSigner Signer { get; }

    public static async Task<StartedServer> StartAsync(Action<LocalAwsOptions>? configure = null)
    {
        var clock = new FakeClock();
        var options = new LocalAwsOptions { Clock = clock };
        configure?.Invoke(options);
        return new StartedServer(await LocalAwsServer.StartAsync(options, TestContext.Current.CancellationToken), clock);
    }

    public Uri At(string path) => new(Aws.Address, path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendSignedAsync(HttpRequestMessage request, string service)
    {
        await Signer.SignAsync(request, service);
        return await SendAsync(request);
    }

    public HttpRequestMessage SsmRequest(string operation, string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        return new HttpRequestMessage(HttpMethod.Post, At("/"))
        {
            Headers = { { "X-Amz-Target", $"AmazonSSM.{operation}" } },
            Content = content,
        };
    }

    public async Task<(int Status, JsonNode Body)> SsmAsync(string operation, string body)
    {
        using var response = await SendSignedAsync(SsmRequest(operation, body), "ssm");
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    public async Task<HttpResponseMessage> TokenAsync(string form, string? basic = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Aws.UserPool.TokenEndpoint)
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (basic is not null)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));

        return await SendAsync(request);
    }

    public async Task<string> AccessTokenAsync(string id, string secret)
    {
        using var response = await TokenAsync("grant_type=client_credentials", $"{id}:{secret}");
        return (string)(await ReadAsync(response))["access_token"]!;
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Aws.DisposeAsync();
    }
}

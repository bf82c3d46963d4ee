using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class DiscoveryClientTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private FakeIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await FakeIssuer.StartAsync(new FakeClock());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Get_CognitosDocument_IsRead()
    {
        var document = await GetAsync(_issuer.DiscoveryUrl);

        document.Issuer.ShouldBe(_issuer.Issuer);
        document.JwksUri.ShouldBe(new Uri($"{_issuer.Issuer}/.well-known/jwks.json"));
        document.TokenEndpoint.ShouldBe(new Uri($"{_issuer.Issuer}/oauth2/token"));
        document.TokenEndpointAuthMethods.ShouldBe(["client_secret_basic", "client_secret_post"]);
    }

    [Theory]
    [InlineData("{}", "issuer")]
    [InlineData("""{"issuer":7}""", "issuer")]
    [InlineData("""{"issuer":"https://i.example"}""", "jwks_uri")]
    [InlineData("""{"issuer":"https://i.example","jwks_uri":"file:///etc/hosts"}""", "jwks_uri")]
    [InlineData("""{"issuer":"https://i.example","jwks_uri":"https://a:b@i.example/keys"}""", "jwks_uri")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("<html></html>", "not a JSON object")]
    [InlineData("", "not a JSON object")]
    public async Task Get_NoDiscoveryDocument_SaysWhatItLacks(string document, string problem)
    {
        _issuer.DiscoveryOverride = document;

        var refusal = await Should.ThrowAsync<OidcException>(() => GetAsync(_issuer.DiscoveryUrl));

        refusal.Problem.ShouldContain(problem);
        refusal.Address.ShouldBe(_issuer.DiscoveryUrl);
    }

    [Fact]
    public async Task Get_DocumentWithoutEnd_IsCutOff()
    {
        _issuer.DiscoveryOverride = $$"""{"issuer":"{{new string('i', 1_100_000)}}"}""";

        await Should.ThrowAsync<OidcException>(() => GetAsync(_issuer.DiscoveryUrl));
    }

    [Fact]
    public async Task Get_NoSuchDocument_NamesTheStatus()
    {
        var refusal = await Should.ThrowAsync<OidcException>(() => GetAsync(new Uri($"{_issuer.Issuer}/nowhere")));

        refusal.Message.ShouldContain("HTTP 404");
    }

    private Task<DiscoveryDocument> GetAsync(Uri address) =>
        new DiscoveryClient(_http).GetAsync(address, TestContext.Current.CancellationToken);
}

using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

/// <summary>A verifier that trusts an issuer on this machine, at a standing clock.</summary>
public abstract class VerifierTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();

    private protected FakeClock Clock { get; } = new();

    private protected FakeIssuer Issuer { get; private set; } = null!;

    private protected SigningKeys Keys { get; private set; } = null!;

    private protected AccessTokenVerifier Verifier { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await FakeIssuer.StartAsync(Clock);
        Keys = new SigningKeys(_http, Issuer.DiscoveryUrl, Clock);
        Verifier = new AccessTokenVerifier(Keys, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        Keys.Dispose();
        _http.Dispose();
        await Issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

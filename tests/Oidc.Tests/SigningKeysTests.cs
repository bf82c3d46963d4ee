using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.Oidc.Tests;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<OidcException> _failures = new();
    private FakeIssuer _issuer = null!;
    private SigningKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync(_clock);
        _keys = new SigningKeys(_http, _issuer.DiscoveryUrl, _clock, _failures.Enqueue);
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        _http.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Find_ManyAtOnce_FetchesOnce()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync("key-1")));

        found.ShouldAllBe(isKnown => isKnown);
        _issuer.KeySetRequests.ShouldBe(1);
    }

    [Fact]
    public async Task Find_UnknownKeyId_AsksAgainAtMostEvery30Seconds()
    {
        await FindAsync("key-1");
        _clock.Advance(TimeSpan.FromSeconds(29));
        await FindAsync("made-up-1");
        _issuer.KeySetRequests.ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await FindAsync("made-up-2");
        await FindAsync("made-up-3");
        _issuer.KeySetRequests.ShouldBe(2);
    }

    [Fact]
    public async Task Find_KeyThatTheIssuerRotatedTo_IsFound()
    {
        await FindAsync("key-1");
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromSeconds(30));

        (await FindAsync("key-2")).ShouldBeTrue();
    }

    [Fact]
    public async Task Find_KeyThatTheIssuerRotatedToDuringTheHourlyRefresh_IsFoundByOneMoreQuestion()
    {
        using var held = new HeldAnswers();
        using var http = new HttpClient(held);
        using var keys = new SigningKeys(http, _issuer.DiscoveryUrl, _clock);
        await keys.FindAsync("key-1", TestContext.Current.CancellationToken);
        held.Hold("/jwks.json");
        _clock.Advance(TimeSpan.FromHours(1));
        await keys.FindAsync("key-1", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => held.IsHolding, "the hourly refresh");
        _issuer.RotateKey();

        var callers = Enumerable.Range(0, 5).Select(_ => keys.FindAsync("key-2", TestContext.Current.CancellationToken).AsTask()).ToList();
        held.Release();

        (await Task.WhenAll(callers)).ShouldAllBe(found => found.Key != null);
        _issuer.KeySetRequests.ShouldBe(3);
        await keys.FindAsync("made-up", TestContext.Current.CancellationToken);
        _issuer.KeySetRequests.ShouldBe(3);
    }

    [Fact]
    public async Task Find_KeyThatTheIssuerDropped_IsForgottenByTheHourlyRefresh()
    {
        await FindAsync("key-1");
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromHours(1));

        await Eventually.TrueAsync(async () => !await FindAsync("key-1"), "the refresh");
        _issuer.KeySetRequests.ShouldBe(2);
    }

    [Fact]
    public async Task Find_KeyThatTheIssuerDroppedLongAgo_IsNotTrustedOnceMore()
    {
        await FindAsync("key-1");
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromHours(2));

        (await FindAsync("key-1")).ShouldBeFalse();
    }

    [Fact]
    public async Task Find_KeyThatTheIssuerDroppedWhileARefreshForAnotherCame_IsForgotten()
    {
        await FindAsync("key-1");
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromSeconds(30));
        await FindAsync("key-2");

        (await FindAsync("key-1")).ShouldBeFalse();
    }

    [Fact]
    public async Task Find_KnownKeyWhileTheHourlyRefreshHangs_DoesNotWait()
    {
        await FindAsync("key-1");
        _issuer.IsSilent = true;
        _clock.Advance(TimeSpan.FromHours(1));

        for (var call = 0; call < 3; call++)
            FindAsync("key-1").IsCompletedSuccessfully.ShouldBeTrue();

        await Eventually.TrueAsync(() => _issuer.Requests > 2, "the refresh");
        _issuer.Requests.ShouldBe(3);
        FindAsync("key-1").IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Find_KnownKeyWhileAnUnknownOneIsAskedFor_DoesNotWait()
    {
        await FindAsync("key-1");
        _issuer.IsSilent = true;
        _clock.Advance(TimeSpan.FromSeconds(30));
        var unknown = FindAsync("made-up");
        await Eventually.TrueAsync(() => _issuer.Requests > 2, "the refresh");

        FindAsync("key-1").IsCompletedSuccessfully.ShouldBeTrue();
        unknown.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Find_UnknownKeysOfCallersThatGiveUp_AskOnce()
    {
        await FindAsync("key-1");
        _issuer.IsSilent = true;
        _clock.Advance(TimeSpan.FromSeconds(30));
        for (var call = 0; call < 5; call++)
        {
            using var caller = new CancellationTokenSource();
            var finding = _keys.FindAsync($"made-up-{call}", caller.Token).AsTask();
            await Eventually.TrueAsync(() => _issuer.Requests > 2, "the refresh");
            await caller.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => finding);
        }

        _issuer.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Find_ManyUnknownKeysAtOnce_AskOnce()
    {
        await FindAsync("key-1");
        _issuer.RotateKey(keepOld: true);
        _clock.Advance(TimeSpan.FromSeconds(30));

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => FindAsync("key-2"))));

        found.ShouldAllBe(isKnown => isKnown);
        _issuer.KeySetRequests.ShouldBe(2);
    }

    [Fact]
    public async Task Find_RefreshFailed_IsToldAndTriedAgainAfterAMinute()
    {
        await FindAsync("key-1");
        _issuer.KeySetOverride = "{}";
        _clock.Advance(TimeSpan.FromHours(1));
        (await FindAsync("key-1")).ShouldBeTrue();
        await Eventually.TrueAsync(() => !_failures.IsEmpty, "the failure");
        _failures.Single().Problem.ShouldContain("no \"keys\"");

        _issuer.KeySetOverride = null;
        _issuer.RotateKey();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => !await FindAsync("key-1"), "the second try");
    }

    [Fact]
    public async Task Find_ClockWasSetBack_StillRefreshes()
    {
        await FindAsync("key-1");
        _clock.Set(_clock.GetUtcNow().AddDays(-1));

        await FindAsync("key-1");

        _issuer.KeySetRequests.ShouldBe(2);
    }

    [Fact]
    public async Task Find_IssuerDownLater_ServesTheLastGoodKeys()
    {
        await FindAsync("key-1");
        _issuer.IsDown = true;
        _clock.Advance(TimeSpan.FromHours(2));

        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Find_IssuerDownAtFirst_FailsAndRecovers()
    {
        _issuer.IsDown = true;
        await Should.ThrowAsync<OidcException>(() => FindAsync("key-1"));

        _issuer.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Find_IssuerFailedAMomentAgo_IsNotAskedAgain()
    {
        _issuer.KeySetOverride = "no JSON";
        await Should.ThrowAsync<OidcException>(() => FindAsync("key-1"));
        await Should.ThrowAsync<OidcException>(() => FindAsync("key-1"));

        _issuer.KeySetRequests.ShouldBe(1);
    }

    [Fact]
    public async Task Find_ClockWasSetBackAfterTheIssuerFailed_AsksAgainAfterTheSamePause()
    {
        _issuer.IsDown = true;
        await Should.ThrowAsync<OidcException>(() => FindAsync("key-1"));
        _issuer.IsDown = false;
        _clock.Set(_clock.GetUtcNow().AddDays(-1));

        _clock.Advance(TimeSpan.FromSeconds(1));

        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Find_IssuerNeverAnswers_GivesUpAfter10Seconds()
    {
        _issuer.IsSilent = true;
        var finding = FindAsync("key-1");
        await Eventually.TrueAsync(() => _clock.PendingTimers > 0, "a deadline");
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await Should.ThrowAsync<OidcException>(() => finding)).Problem.ShouldContain("10 s");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("/", true)]
    [InlineData("/other", false)]
    public async Task Find_DiscoveryDocumentOfAnotherIssuerThanNamed_Fails(string end, bool isHis)
    {
        using var keys = new SigningKeys(_http, _issuer.DiscoveryUrl, _clock, issuer: _issuer.Issuer + end);
        var finding = keys.FindAsync("key-1", TestContext.Current.CancellationToken).AsTask();

        if (isHis)
            (await finding).Key.ShouldNotBeNull();
        else
            (await Should.ThrowAsync<OidcException>(() => finding)).Problem.ShouldContain($"than the configured {_issuer.Issuer}/other");
    }

    [Fact]
    public async Task Find_CallerGivesUp_IsCancelledAndALaterCallerServed()
    {
        using var caller = new CancellationTokenSource();
        _issuer.IsSilent = true;
        var finding = _keys.FindAsync("key-1", caller.Token).AsTask();
        await Eventually.TrueAsync(() => _clock.PendingTimers > 0, "a deadline");
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => finding);

        _issuer.IsSilent = false;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<OidcException>(() => FindAsync("key-1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("alg", "PS256")]
    [InlineData("alg", null)]
    [InlineData("kty", "EC")]
    [InlineData("use", "enc")]
    [InlineData("kid", null)]
    [InlineData("n", "AQAB")]
    [InlineData("n", "***")]
    [InlineData("n", "")]
    [InlineData("e", null)]
    [InlineData("e", "")]
    public async Task Find_KeyThatCannotVerifyRs256_IsLeftOut(string member, string? value)
    {
        var key = _issuer.Key.ToJwk();
        key[member] = value;
        _issuer.KeySetOverride = new JsonObject { ["keys"] = new JsonArray(key, 7, null) }.ToJsonString();

        (await FindAsync("key-1")).ShouldBeFalse();
    }

    private async Task<bool> FindAsync(string keyId) =>
        (await _keys.FindAsync(keyId, TestContext.Current.CancellationToken)).Key is not null;
}

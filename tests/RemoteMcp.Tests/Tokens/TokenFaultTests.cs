using System.Globalization;
using System.Text;
using AgentStack.Oidc;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Credentials;
using AgentStack.RemoteMcp.Tokens;
using AgentStack.Tests.Shared;

namespace AgentStack.RemoteMcp.Tests.Tokens;

public sealed class TokenFaultTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private TokenStage _stage = null!;
    private ScriptedIssuer _issuer = null!;

    public async ValueTask InitializeAsync() =>
        (_stage, _issuer) = (await TokenStage.StartAsync(), await ScriptedIssuer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("hang", ConnectionStep.Token, "No answer within 15 s", 1)]
    [InlineData("invalid_client", ConnectionStep.Token, "invalid_client", 1)]
    [InlineData("invalid_scope", ConnectionStep.Token, "invalid_scope", 1)]
    [InlineData("invalid_target", ConnectionStep.Token, "invalid_target", 1)]
    [InlineData("unauthorized_client", ConnectionStep.Token, "unauthorized_client", 1)]
    [InlineData("of the upstream's own making", ConnectionStep.Token, "no token (HTTP 400)", 1)]
    [InlineData("401", ConnectionStep.Token, "refused the client (HTTP 401)", 1)]
    [InlineData("403", ConnectionStep.Token, "no token (HTTP 403)", 1)]
    [InlineData("429", ConnectionStep.Token, "HTTP 429, 3 times", 3)]
    [InlineData("500", ConnectionStep.Token, "HTTP 500, 3 times", 3)]
    [InlineData("redirect", ConnectionStep.Token, "leads elsewhere (HTTP 302)", 1)]
    [InlineData("cut", ConnectionStep.Token, "The connection failed, 3 times", 3)]
    [InlineData("cut in the middle", ConnectionStep.Token, "The connection failed, 3 times", 3)]
    [InlineData("silent in the middle", ConnectionStep.Token, "No answer within 15 s", 1)]
    [InlineData("garbage", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    [InlineData("half", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    [InlineData("huge", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    [InlineData("array", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    [InlineData("no header could hold it", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    [InlineData("another type", ConnectionStep.Token, "no token (HTTP 200)", 1)]
    public async Task TokenEndpoint_ThatFails_IsExplainedAndAskedNoMoreThanHelps(string fault, ConnectionStep step, string problem, int requests)
    {
        _issuer.Token = http => TokenFaults.StrikeAsync(http, fault);

        var failure = await FailAsync(_stage.Connect(_issuer.DiscoveryUrl));

        failure.Step.ShouldBe(step);
        failure.Problem.ShouldContain(problem);
        failure.Remedy.ShouldNotBeEmpty();
        failure.Address.ShouldBe(new Uri(_issuer.Address, "token").AbsoluteUri);
        _issuer.Forms.Count.ShouldBe(requests);
        ShouldHideSecrets(failure);
    }

    [Theory]
    [InlineData("hang", "No answer within 15 s")]
    [InlineData("401", "HTTP 401")]
    [InlineData("404", "HTTP 404")]
    [InlineData("429", "HTTP 429")]
    [InlineData("500", "HTTP 500")]
    [InlineData("redirect", "HTTP 302")]
    [InlineData("cut", "could not be read")]
    [InlineData("cut in the middle", "could not be read")]
    [InlineData("silent in the middle", "No answer within 15 s")]
    [InlineData("garbage", "not a JSON object")]
    [InlineData("half", "not a JSON object")]
    [InlineData("huge", "could not be read")]
    [InlineData("array", "not a JSON object")]
    [InlineData("another type", "has no valid \"issuer\"")]
    public async Task DiscoveryDocument_ThatCannotBeHad_IsExplained(string fault, string problem)
    {
        _issuer.Document = http => TokenFaults.StrikeAsync(http, fault);

        var failure = await FailAsync(_stage.Connect(_issuer.DiscoveryUrl));

        failure.Step.ShouldBe(ConnectionStep.Discovery);
        failure.Problem.ShouldContain(problem);
        failure.Address.ShouldBe(_issuer.DiscoveryUrl.AbsoluteUri);
        _issuer.Forms.ShouldBeEmpty();
        ShouldHideSecrets(failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TokenEndpoint_ThatAsksToBeLeftAlone_IsAskedWhenItSaid(bool asDate)
    {
        _issuer.Token = http =>
        {
            if (_issuer.Forms.Count > 1)
                return _issuer.IssueAsync(http);

            // Its clock is an hour ahead of ours; what counts is what it says between its own two times.
            var theirs = _stage.Clock.GetUtcNow().AddHours(1);
            http.Response.Headers.Date = theirs.ToString("R", CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = asDate ? theirs.AddSeconds(7).ToString("R", CultureInfo.InvariantCulture) : "7";
            http.Response.StatusCode = 429;
            return Task.CompletedTask;
        };
        var start = _stage.Clock.GetUtcNow();
        var waiting = _stage.Connect(_issuer.DiscoveryUrl).GetTokenAsync(Cancellation);
        await Eventually.TrueAsync(() => _issuer.Forms.Count == 1 && _stage.Clock.PendingTimers == 2, "the pause");

        _stage.Clock.Advance(TimeSpan.FromSeconds(6.9));
        _issuer.Forms.Count.ShouldBe(1);
        _stage.Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await waiting).ShouldNotBeNull();
        (_stage.Clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task TokenEndpoint_ThatAsksForMoreThanTheLimit_IsNotWaitedFor()
    {
        _issuer.Token = http =>
        {
            http.Response.Headers.RetryAfter = "3600";
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => _stage.Connect(_issuer.DiscoveryUrl).GetTokenAsync(Cancellation));

        failure.Problem.ShouldBe("HTTP 503, and it asks to be left alone for 3600 s.");
        _issuer.Forms.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TokenEndpoint_ThatMoved_IsFoundInTheSameFetch()
    {
        var server = _stage.Connect(_issuer.DiscoveryUrl);
        await server.GetTokenAsync(Cancellation);
        _issuer.TokenPath = "/elsewhere";
        _stage.Clock.Advance(TimeSpan.FromMinutes(6));

        (await server.GetTokenAsync(Cancellation)).ShouldNotBeNull();

        _issuer.Issued.ShouldBe(2);
        _issuer.Documents.ShouldBe(2);
    }

    [Fact]
    public async Task DiscoveryDocument_IsReadAgainAfterAnHourAndServesOnWhileTheIssuerHasNone()
    {
        var server = _stage.Connect(_issuer.DiscoveryUrl);
        for (var i = 0; i < 6; i++)
        {
            await server.GetTokenAsync(Cancellation);
            _stage.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        _issuer.Documents.ShouldBe(1);
        _issuer.Document = http => TokenFaults.StrikeAsync(http, "500");
        await server.GetTokenAsync(Cancellation);

        _issuer.Documents.ShouldBe(2);
        _issuer.Issued.ShouldBe(7);
    }

    [Fact]
    public async Task TokenEndpoint_InTheClearFarAway_IsNotSentASecret()
    {
        var issuer = new Uri("https://issuer.example/");
        var document = new DiscoveryDocument("https://issuer.example", new Uri(issuer, "jwks"), new Uri("http://issuer.example/token"), []);
        var credentials = new MachineCredentials("id", new ClientSecret(TokenStage.Secret), issuer, Scope: null, RuntimeArn: null, Url: null);
        using var http = new HttpClient();
        var endpoint = new TokenEndpoint("tools", http, new Deadline(TimeSpan.FromSeconds(1), _stage.Clock), _stage.Clock);

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => endpoint.RequestAsync(document, credentials, new TokenKey(issuer, "id", User: null, Scope: null, Resource: null)));

        failure.Problem.ShouldBe("The token endpoint is not https.");
    }

    private async Task<RemoteMcpException> FailAsync(RemoteMcpServer server)
    {
        var fetch = server.GetTokenAsync(Cancellation);
        return await Should.ThrowAsync<RemoteMcpException>(() => _stage.AdvanceUntilDoneAsync(fetch));
    }

    private void ShouldHideSecrets(RemoteMcpException failure)
    {
        foreach (var text in (string[])[failure.ToString(), .. _stage.Logs.Lines])
        {
            text.ShouldNotContain(TokenStage.Secret);
            text.ShouldNotContain(ScriptedIssuer.TokenBeginning);
            text.ShouldNotContain("upstream");
            text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TokenStage.ClientId}:{TokenStage.Secret}")));
        }
    }
}

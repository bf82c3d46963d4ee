using System.Net;
using System.Text;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Signing;
using AgentStack.Tests.Shared;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace AgentStack.RemoteMcp.Tests.Signing;

public sealed class SigningHandlerTests : IAsyncLifetime
{
    private const string Token = "X-Amz-Security-Token";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);
    private FakeMcpServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeMcpServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Send_WhenTheCredentialsHaveExpired_RenewsThemOnceForAllAndRepeats()
    {
        _server.Mood = RefuseAsync("token-1", "ExpiredTokenException", "The security token included in the request is expired");
        var role = new RoleCredentials();
        using var http = Client(role);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(http)));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        role.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Send_WhenCredentialsThatCannotBeRenewedHaveExpired_SaysSoAfterOneRequest()
    {
        _server.Mood = RefuseAsync("token-1", "ExpiredTokenException", "The security token included in the request is expired");
        using var http = Client(new SessionAWSCredentials("AKIDEXAMPLE", "example-secret", "token-1"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => PostAsync(http));

        failure.Step.ShouldBe(ConnectionStep.Connect);
        failure.Problem.ShouldContain("expired");
        failure.Message.ShouldNotContain("token-1");
        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("InvalidSignatureException:http://internal.amazon.com/coral/", "AWS refused the signature")]
    [InlineData("UnrecognizedClientException", "AWS does not know the access key")]
    public async Task Send_WhenTheSignatureIsRefused_SaysWhyAfterOneRequest(string errorType, string problem)
    {
        _server.Mood = RefuseAsync("token-1", errorType, "inner-words-of-the-upstream");
        using var http = Client(new SessionAWSCredentials("AKIDEXAMPLE", "example-secret", "token-1"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => PostAsync(http));

        failure.Problem.ShouldContain(problem);
        ConnectionFailures.KindOf(failure).ShouldBe(FailureKind.Refused);
        failure.Message.ShouldNotContain("inner-words");
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_RefusedForAnotherReason_HandsTheAnswerOnAsItCame()
    {
        _server.Mood = RefuseAsync("token-1", "AccessDeniedException", "not for you");
        using var http = Client(new SessionAWSCredentials("AKIDEXAMPLE", "example-secret", "token-1"));

        using var answer = await http.PostAsync(_server.Url, new StringContent("{}"), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("not for you");
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task Send_WhenTheClockIsWrong_SignsByTheTimeOfAwsFromThenOn(int minutes)
    {
        var right = _clock.GetUtcNow();
        _clock.Set(right.AddMinutes(minutes));
        _server.Mood = async (context, _) =>
        {
            var signed = context.Request.Headers["X-Amz-Date"].ToString();
            context.Response.Headers.Date = right.ToString("r");
            if (signed == right.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", provider: null))
                return false;

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync($"Signature expired: {signed} is now earlier than …");
            return true;
        };
        using var http = Client(new BasicAWSCredentials("AKIDEXAMPLE", "example-secret"));

        (await PostAsync(http)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(http)).ShouldBe(HttpStatusCode.OK);

        _server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_AnsweredByAStream_HandsItOnBeforeItEnds()
    {
        var ended = new TaskCompletionSource();
        _server.Mood = async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await ended.Task;
            return true;
        };
        using var http = Client(new BasicAWSCredentials("AKIDEXAMPLE", "example-secret"));
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Url) { Content = new StringContent("{}") };

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[9];
        await body.ReadExactlyAsync(first, Cancellation);

        Encoding.UTF8.GetString(first).ShouldBe("data: 1\n\n");
        ended.SetResult();
    }

    [Fact]
    public async Task Send_ToAnAddressWithoutARegion_SaysWhichKeysNameIt()
    {
        using var http = Client(new BasicAWSCredentials("AKIDEXAMPLE", "example-secret"), region: null);

        var failure = await Should.ThrowAsync<RemoteMcpException>(() => PostAsync(http));

        failure.Remedy.ShouldBe("Set McpServers:tools:Region, or AWS_REGION.");
        _server.Requests.ShouldBeEmpty();
    }

    private static Func<HttpContext, string, Task<bool>> RefuseAsync(string token, string errorType, string text) => async (context, _) =>
    {
        if (context.Request.Headers[Token] != token)
            return false;

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers["x-amzn-ErrorType"] = errorType;
        await context.Response.WriteAsync(text);
        return true;
    };

    private async Task<HttpStatusCode> PostAsync(HttpClient http)
    {
        using var content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(_server.Url, content, Cancellation);
        return answer.StatusCode;
    }

    private HttpClient Client(AWSCredentials credentials, string? region = "eu-west-1")
    {
        var aws = new AwsSettings(new ConfigurationBuilder().Build());
        var options = new RemoteServerOptions { Url = _server.Url.AbsoluteUri, Auth = RemoteServerAuth.SigV4, Region = region };
        var identity = new SigningIdentity("tools", options, aws, new SigningCredentials(() => Task.FromResult(credentials)));
        return new HttpClient(new SigningHandler(identity, new SigningClock(_clock), new SocketsHttpHandler { UseProxy = false }));
    }

    /// <summary>A role: each fetch gives another session token, good for an hour.</summary>
    private sealed class RoleCredentials : RefreshingAWSCredentials
    {
        private int _fetches;

        public int Fetches => _fetches;

        protected override CredentialsRefreshState GenerateNewCredentials() => new(
            new ImmutableCredentials("AKIDEXAMPLE", "example-secret", $"token-{Interlocked.Increment(ref _fetches)}"),
            TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

        protected override Task<CredentialsRefreshState> GenerateNewCredentialsAsync() => Task.FromResult(GenerateNewCredentials());
    }
}

using AgentStack.Agent.Conversations;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

public sealed class OddAnswerTests : IAsyncLifetime
{
    private static readonly SessionId Session = new("a session");

    private readonly FakeClock _clock = new();
    private MemoryBacking _backing = null!;

    public async ValueTask InitializeAsync() => _backing = await MemoryBacking.StartAsync();

    public ValueTask DisposeAsync() => _backing.DisposeAsync();

    [Theory]
    [InlineData("<html>not this</html>")]
    [InlineData("[]")]
    [InlineData("{\"events\":[")]
    [InlineData("{\"events\":[{\"eventId\":5}]}")]
    [InlineData("{\"events\":[{\"metadata\":{\"agentstack.format\":{}}}]}")]
    [InlineData("{\"events\":[{\"metadata\":{\"agentstack.format\":{\"stringValue\":\"1\"}}}]}")]
    public async Task Load_OfGarbage_IsAFailureOfTheStore(string answer)
    {
        await using var odd = await OddAwsServer.StartAsync(context => WriteAsync(context, 200, answer, null));
        var store = Store(odd);

        var failure = await Should.ThrowAsync<ConversationStoreException>(
            () => store.LoadAsync(Session, TestContext.Current.CancellationToken));

        failure.Message.ShouldStartWith($"AgentCore Memory {MemoryBacking.MemoryId}: ");
        failure.Message.ShouldNotContain("not this");
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", "Its role needs bedrock-agentcore:CreateEvent and bedrock-agentcore:ListEvents")]
    [InlineData(403, "ExpiredTokenException", "It answered ExpiredTokenException (HTTP 403). Check the AWS credentials")]
    [InlineData(404, "ResourceNotFoundException", "There is no such memory in this account and region.")]
    [InlineData(402, "ServiceQuotaExceededException", "A quota of the account is used up.")]
    [InlineData(400, "ValidationException", "It answered ValidationException (HTTP 400). Check Conversations:Memory:Id")]
    [InlineData(409, "ConflictException", "It answered ConflictException (HTTP 409). Try again in a moment")]
    [InlineData(418, null, "(HTTP 418). Try again in a moment")]
    public async Task Load_OfARefusal_IsToldInOurWords(int status, string? code, string words)
    {
        await using var odd = await OddAwsServer.StartAsync(context =>
            WriteAsync(context, status, """{"message":"arn:aws:iam::1:role/inner may not"}""", code));
        var store = Store(odd);

        var failure = await Should.ThrowAsync<ConversationStoreException>(
            () => store.LoadAsync(Session, TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(words);
        failure.Message.ShouldNotContain("role/inner");
        odd.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Load_OfAnAnswerThatStopsHalfWay_EndsAtItsLimit()
    {
        var isHalfWay = new TaskCompletionSource();
        await using var odd = await OddAwsServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"events\":");
            await context.Response.Body.FlushAsync();
            isHalfWay.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        var loading = Store(odd).LoadAsync(Session, TestContext.Current.CancellationToken);
        await isHalfWay.Task;

        _clock.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<ConversationStoreException>(loading)).Message.ShouldContain("No answer within 30 s.");
    }

    private IConversationStore Store(OddAwsServer odd) => _backing.OpenAt(odd.Address, "secret", new ConversationOptions(), _clock);

    private static Task WriteAsync(HttpContext context, int status, string body, string? code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (code is not null)
            context.Response.Headers["x-amzn-ErrorType"] = code;

        return context.Response.WriteAsync(body);
    }
}

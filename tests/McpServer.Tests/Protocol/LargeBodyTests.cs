using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;
using AgentStack.McpServer.Tests.Fuzz;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>Bodies of about the size that is the limit by default, many at once.</summary>
public sealed class LargeBodyTests : IAsyncLifetime
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>As many of the largest as are held at a time.</summary>
    private const int Most = 8;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("R7c")]
    public async Task Bodies_MoreThanAreHeldAtATime_WaitAndAreSentAwayWithRetryAfter()
    {
        var body = Encoding.UTF8.GetBytes(WithManyMembers("tools/call", "\"name\":\"odd_wait\",", Largest - 1));
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var calls = Enumerable.Range(0, Most + 4).Select(_ => PostAsync(body, hangUp.Token)).ToList();
        await Eventually.TrueAsync(() => _server.Bodies.Waiting == 4, "four to wait");

        _server.Bodies.Held.ShouldBe((long)Most * body.Length);
        (await _server.PostAsync(Messages.ListTools)).Status.ShouldBe(HttpStatusCode.OK, "what is small goes by");

        _server.Clock.Advance(BodyBudget.Patience);
        for (var i = 0; i < 4; i++)
        {
            var refused = await Task.WhenAny(calls);
            calls.Remove(refused);
            using var answer = await refused;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Mcp:MaxBufferedBytes");
        }

        await hangUp.CancelAsync();
        await Eventually.TrueAsync(() => _server.Bodies.Held == 0, "the calls to end with their callers");
        foreach (var call in calls)
            await Should.ThrowAsync<OperationCanceledException>(call);

        using var after = await PostAsync(Encoding.UTF8.GetBytes(WithManyMembers("tools/list", "", Largest - 1)), Cancellation);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Requirement("R7c")]
    public async Task Bodies_FortyAtOnce_AreAllAnsweredInTurn()
    {
        var body = Encoding.UTF8.GetBytes(WithManyMembers("tools/list", "", Largest - 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => PostAsync(body, Cancellation)));

        foreach (var answer in answers)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Dispose();
        }

        await Eventually.TrueAsync(() => _server.Bodies.Held == 0, "nothing to be held");
    }

    [Fact]
    [Requirement("R7c")]
    public async Task Body_InChunks_CountsForAsLongAsItIs()
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var body = Encoding.UTF8.GetBytes(WithManyMembers("tools/call", "\"name\":\"odd_wait\",", 100_000));

        var call = PostAsync(body, hangUp.Token, isInChunks: true);
        await Task.WhenAny(_server.Odd.Waiting, call);

        _server.Bodies.Held.ShouldBe(body.Length);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        await Eventually.TrueAsync(() => _server.Bodies.Held == 0, "nothing to be held");
    }

    [Fact]
    [Requirement("R7c")]
    public async Task Body_WhoseRestDoesNotCome_GivesUpItsRoom()
    {
        using var connection = await RawConnection.OpenAsync(_server);
        await connection.SendAsync("Content-Length: 100000\r\nConnection: close\r\n", "{\"jsonrpc\":");
        await Eventually.TrueAsync(() => _server.Clock.Timers.Contains(BodyReader.TimeForLarge), "the room to be taken");

        _server.Clock.Advance(BodyReader.TimeForLarge);

        (await connection.ReadSomeAsync()).ShouldStartWith("HTTP/1.1 408");
        _server.Bodies.Held.ShouldBe(0);
    }

    [Fact]
    [Requirement("R7c")]
    public async Task Body_OfACallWhoseAnswerIsNotTaken_IsNotHeldForThat()
    {
        var body = Messages.Call("echo_message", $$"""{"message":"{{new string('m', Largest - 1000)}}"}""").ToJsonString();
        using var connection = await RawConnection.OpenAsync(_server);

        await connection.SendAsync($"Content-Length: {body.Length}\r\n", body);

        (await connection.ReadSomeAsync()).ShouldStartWith("HTTP/1.1 200");
        await Eventually.TrueAsync(() => _server.Bodies.Held == 0, "the body to be let go");
    }

    [Fact]
    [Requirement("R7c")]
    public async Task Listen_WithALargeBody_IsInvalidParams()
    {
        var parameters = new JsonObject { ["notifications"] = new JsonObject(), ["pad"] = new string('p', BodyBudget.MostOfSmall) };
        var message = Messages.Request("subscriptions/listen", parameters).WithMeta();

        var answer = await _server.PostAsync(message, Messages.ModernHeaders("subscriptions/listen"));

        answer.ErrorCode.ShouldBe(-32602);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, CancellationToken cancellationToken, bool isInChunks = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.McpUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = isInChunks;
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        return await _server.Http.SendAsync(request, cancellationToken);
    }

    /// <summary>A request of about that many bytes, most of them members of an object that nobody reads.</summary>
    private static string WithManyMembers(string method, string parameters, int length)
    {
        var text = new StringBuilder(length);
        text.Append("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"").Append(method).Append("\",\"params\":{").Append(parameters);
        text.Append("\"pad\":{\"_\":0");
        for (var i = 0; text.Length < length - 30; i++)
            text.Append(",\"").Append(i.ToString("x", CultureInfo.InvariantCulture)).Append("\":1");

        return text.Append("}}}").ToString();
    }
}

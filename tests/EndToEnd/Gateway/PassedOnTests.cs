using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>
/// What goes both ways beside a call and its result comes through the gateway: progress, log messages, metadata, the abort.
/// The client of the SDK may hand over what came in another order than it came in.
/// </summary>
public sealed class PassedOnTests(SharedStand stand) : IClassFixture<SharedStand>
{
    private const string Modern = "2026-07-28";
    private const string Legacy = "2025-11-25";
    private const string Data = "data: ";
    private const string LogMessage = "notifications/message";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Modern)]
    [InlineData(Legacy)]
    public async Task Progress_OfAnUpstream_ArrivesWithTheCallersToken(string version)
    {
        var four = await stand.GetAsync();
        var progress = new ConcurrentQueue<JsonObject>();
        await using var client = await SdkVisitor.ConnectAsync(
            four.Gateway, version, Hearing(NotificationMethods.ProgressNotification, progress));

        var result = await client.AskAsync(Steps(new JsonObject { ["progressToken"] = "mine" }));

        View.OfResult(result).ShouldBe("""{"content":[{"text":"there","type":"text"}]}""");
        await Eventually.TrueAsync(() => progress.Count >= 3, "three notifications");
        progress.Select(View.Text).Order().ShouldBe(Enumerable.Range(1, 3).Select(step =>
            $$"""{"message":"step {{step}}","progress":{{step}},"progressToken":"mine","total":3}"""));
    }

    [Fact]
    public async Task Progress_OfTheReferenceServer_ArrivesInOrderAndBeforeTheAnswer()
    {
        var four = await stand.GetAsync();
        using var http = new HttpClient();
        var call = Ask.Tool(
            GatewaySettings.NameOf(FourUpstreams.Everything, "trigger-long-running-operation"),
            new JsonObject { ["duration"] = 0.1, ["steps"] = 4 });
        call.Parameters["_meta"] = new JsonObject { ["progressToken"] = 17 };

        var events = await PostAsync(http, four.Gateway, call, Ct);

        var messages = EventsIn(events);
        messages.SkipLast(1).Select(message => View.Text(message["params"])).ShouldBe(
            Enumerable.Range(1, 4).Select(step => $$"""{"progress":{{step}},"progressToken":17,"total":4}"""));
        messages[^1]["result"].ShouldNotBeNull();
    }

    [Fact]
    public async Task LogMessages_ForACallerOfBefore2026_ArriveUnasked()
    {
        var four = await stand.GetAsync();
        var messages = new ConcurrentQueue<JsonObject>();
        await using var client = await SdkVisitor.ConnectAsync(four.Gateway, Legacy, Hearing(LogMessage, messages));

        await client.AskAsync(Call("steps", meta: null));

        await Eventually.TrueAsync(() => messages.Count >= 3, "three messages");
        messages.Select(View.Text).Order().ShouldBe(Enumerable.Range(1, 3).Select(Message));
    }

    // The client of the SDK cannot ask for them.
    [Theory]
    [InlineData("debug", 3)]
    [InlineData("warning", 0)]
    public async Task LogMessages_ForACallerOf2026_ArriveAsItAsksForThem(string level, int count)
    {
        var four = await stand.GetAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("MCP-Protocol-Version", Modern);
        http.DefaultRequestHeaders.Add("Mcp-Method", "tools/call");
        http.DefaultRequestHeaders.Add("Mcp-Name", GatewaySettings.NameOf(FourUpstreams.TypeScript, "steps"));
        var meta = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = Modern,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            ["io.modelcontextprotocol/logLevel"] = level,
        };

        var answer = await PostAsync(http, four.Gateway, Call("steps", meta), Ct);

        EventsIn(answer).SkipLast(1).Select(message => View.Text(message["params"])).ShouldBe(Enumerable.Range(1, count).Select(Message));
    }

    [Fact]
    public async Task Metadata_OfTheCaller_ReachesTheUpstream()
    {
        var four = await stand.GetAsync();
        await using var client = await SdkVisitor.ConnectAsync(four.Gateway, version: null);

        var result = await client.AskAsync(Call("told", new JsonObject { ["example.com/tenant"] = new JsonObject { ["id"] = 7 } }));

        var told = JsonNode.Parse((string)result["content"]![0]!["text"]!)!.AsObject();
        View.Text(told["example.com/tenant"]).ShouldBe("""{"id":7}""");
    }

    [Theory]
    [InlineData(Modern)]
    [InlineData(Legacy)]
    public async Task Abort_OfACall_ReachesTheUpstream(string version)
    {
        var four = await stand.GetAsync();
        await using var client = await SdkVisitor.ConnectAsync(four.Gateway, version);
        var (cameBefore, gaveUpBefore) = await WaitsAsync(client);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var http = new HttpClient();

        var call = PostAsync(http, four.Gateway, Call("wait", meta: null), abort.Token);
        await Eventually.TrueAsync(async () => (await WaitsAsync(client)).Came == cameBefore + 1, "the call at the upstream");
        (await WaitsAsync(client)).GaveUp.ShouldBe(gaveUpBefore);
        await abort.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await Eventually.TrueAsync(async () => (await WaitsAsync(client)).GaveUp == gaveUpBefore + 1, "the abort at the upstream");
    }

    private static async Task<string> PostAsync(HttpClient http, Uri gateway, Ask ask, CancellationToken cancellationToken)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = ask.Method, ["params"] = ask.Parameters };
        using var body = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway) { Content = body };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        using var response = await http.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private static async Task<(int Came, int GaveUp)> WaitsAsync(SdkVisitor client)
    {
        var result = await client.AskAsync(Call("waits", meta: null));
        var counts = ((string)result["content"]![0]!["text"]!).Split('/').Select(int.Parse).ToArray();
        return (counts[0], counts[1]);
    }

    private static McpClientHandlers Hearing(string method, ConcurrentQueue<JsonObject> heard) => new()
    {
        NotificationHandlers =
        [
            new(method, (notification, _) =>
            {
                heard.Enqueue(notification.Params!.AsObject());
                return ValueTask.CompletedTask;
            }),
        ],
    };

    private static string Message(int step) => $$$"""{"data":{"step":{{{step}}}},"level":"info","logger":"steps"}""";

    private static List<JsonNode> EventsIn(string stream) =>
    [
        .. stream.Split('\n').Where(line => line.StartsWith(Data, StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line[Data.Length..])!),
    ];

    private static Ask Steps(JsonObject meta) => Call("steps", meta);

    private static Ask Call(string tool, JsonObject? meta)
    {
        var ask = Ask.Tool(GatewaySettings.NameOf(FourUpstreams.TypeScript, tool), []);
        if (meta is not null)
            ask.Parameters["_meta"] = meta;

        return ask;
    }
}

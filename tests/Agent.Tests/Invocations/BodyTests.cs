using System.Net;
using System.Text;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>Every way in which a body can be, or fail to be, JSON text.</summary>
public sealed class BodyTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Body_InAnyUnicodeEncoding_IsReadWithAndWithoutItsMark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = encoding.GetBytes("""{"prompt":"é 日本 😀"}""");

        (await PromptAsync(text)).ShouldBe("é 日本 😀");
        (await PromptAsync([.. encoding.GetPreamble(), .. text])).ShouldBe("é 日本 😀");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', (byte)'a', (byte)'"', 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'"', 0, 0x00, 0xD8, (byte)'"', 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'"', 0, (byte)'x' })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00 })]
    public async Task Body_OfBytesThatAreNoText_Is400InvalidEncoding(byte[] body) =>
        await IsRefusedAsync(body, "Invalid encoding");

    [Theory]
    [InlineData("""{"prompt":"\ud800"}""")]
    [InlineData("""{"prompt":"hi","\udc00":1}""")]
    [InlineData("""{"approve":["\udfff"]}""")]
    public async Task Body_WithHalfACharacterWhereItIsRead_Is400InvalidEncoding(string body) =>
        await IsRefusedAsync(Encoding.UTF8.GetBytes(body), "Invalid encoding");

    [Fact]
    public async Task Body_WithACharacterAcrossPieces_IsRead()
    {
        var longest = "{\"prompt\":\"" + string.Concat(Enumerable.Repeat("日", 50_000)) + "\"}";

        (await PromptAsync(Encoding.UTF8.GetBytes(longest))).Length.ShouldBe(50_000);
    }

    [Theory]
    [InlineData("""{"prompt":"first","prompt":"hi"}""")]
    [InlineData("""{"pr\u006fmpt":"hi"}""")]
    [InlineData("""{"message":"no","prompt":"hi","input":"no"}""")]
    [InlineData("""{"prompt":5,"input":"hi"}""")]
    [InlineData("""{"prompt":"hi","big":1e999,"bigger":123456789012345678901234567890123456789012345678901234567890}""")]
    [InlineData("""{"prompt":"hi","half":"\ud800"}""")]
    [InlineData("""{"prompt":"hi","nul":"\u0000"}""")]
    [InlineData("""{"prompt":"hi","stream":"yes","approve":null,"deny":[],"cancel":1}""")]
    [InlineData(" \r\n\t{\"prompt\" : \"hi\"} \r\n\t")]
    public async Task Body_WithOddMembers_IsAskedForItsPrompt(string body) =>
        (await PromptAsync(Encoding.UTF8.GetBytes(body))).ShouldBe("hi");

    [Theory]
    [InlineData(900, true)]
    [InlineData(100_000, false)]
    public async Task Body_NestedDeeply_IsReadOrRefusedInWords(int depth, bool isRead)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"prompt":"hi","deep":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        if (isRead)
            (await PromptAsync(body)).ShouldBe("hi");
        else
            (await IsRefusedAsync(body, "Invalid JSON")).ShouldContain("deeper than 1000");
    }

    [Theory]
    [InlineData("""{"prompt":"hi"} {"prompt":"hi"}""")]
    [InlineData("""{"prompt":"hi"},""")]
    [InlineData("""{"prompt":"hi",}""")]
    [InlineData("""{"prompt":"hi","x":NaN}""")]
    [InlineData("""{"prompt":"hi","x":01}""")]
    [InlineData("{\"prompt\":\"a\nb\"}")]
    [InlineData("{\"prompt\":\"a\0b\"}")]
    [InlineData("{\"prompt\":\"hi")]
    [InlineData("""{'prompt':'hi'}""")]
    [InlineData("prompt=hi")]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    public async Task Body_ThatIsNoJson_Is400InvalidJson(string body) =>
        await IsRefusedAsync(Encoding.UTF8.GetBytes(body), "Invalid JSON");

    [Theory]
    [InlineData("""{"approve":"call-1"}""")]
    [InlineData("""{"approve":[1]}""")]
    [InlineData("""{"deny":{"call-1":true}}""")]
    [InlineData("""{"approve":["  "]}""")]
    [InlineData("""{"approve":["a"],"deny":["a"]}""")]
    [InlineData("""{"prompt":"hi","deny":[["a"]]}""")]
    public async Task Decisions_OfAWrongShape_Are400WithTheRemedy(string body) =>
        (await IsRefusedAsync(Encoding.UTF8.GetBytes(body), "Invalid decisions")).ShouldContain("approve");

    [Theory]
    [InlineData("""{"cancel":true}""")]
    [InlineData("""{"approve":[],"deny":[]}""")]
    [InlineData("""{"prompt":"","stream":true}""")]
    public async Task Body_ThatAsksNothing_Is400NoPrompt(string body) =>
        await IsRefusedAsync(Encoding.UTF8.GetBytes(body), "No prompt");

    [Fact]
    public async Task Decisions_WhereNothingWaits_Are400AsJsonAndAnEventInAStream()
    {
        using var json = await PostAsync("""{"approve":["call-1"]}"""u8.ToArray());
        using var stream = await PostAsync("""{"deny":["call-1"],"stream":true}"""u8.ToArray());

        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await json.ReadJsonAsync()).GetProperty("error_type").GetString().ShouldBe("nothing_to_approve");
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stream.ReadEventsAsync())[^1].GetProperty("error_type").GetString().ShouldBe("nothing_to_approve");
    }

    [Fact]
    public async Task Body_InChunksWithoutALength_IsRead()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"hi\"") };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _stage.Http.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> PromptAsync(byte[] body)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));

        using var response = await PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancellation));
        var content = _stage.Model.Requests[^1].Body.GetProperty("messages")[0].GetProperty("content");
        return content[0].GetProperty("text").GetString()!;
    }

    private async Task<string> IsRefusedAsync(byte[] body, string error)
    {
        using var response = await PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        var reply = await response.ReadJsonAsync();
        reply.GetProperty("error").GetString().ShouldBe(error);
        reply.EnumerateObject().Select(member => member.Name).ShouldBe(["error", "details"]);
        return reply.GetProperty("details").GetString()!;
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new ByteArrayContent(body) };
        return await _stage.Http.SendAsync(request, Cancellation);
    }
}

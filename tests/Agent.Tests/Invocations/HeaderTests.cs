using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>Headers as bytes on the wire, odd ones too.</summary>
public sealed class HeaderTests : IAsyncLifetime
{
    private const string SessionId = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id";
    private const string RequestId = "X-Amzn-Bedrock-AgentCore-Runtime-Request-Id";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Stage _stage = null!;

    public static TheoryData<string> OddValues =>
        ["\u001b[31mred", "a\tb\u0001\u007f", "séance", "\u00ff\u00fe", "{\"a\":\"b\"}\u0085", new string('s', 10_000)];

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [MemberData(nameof(OddValues))]
    public async Task OddIds_AreOneSessionUnderAPlainNameInAnswerAndLog(string id)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"), new ModelReply().Say("Hello again"));

        var first = await PostAsync($"{SessionId}: {id}\r\n{RequestId}: {id}\r\n");
        var second = await PostAsync($"{SessionId}: {id}\r\n");

        var session = first.GetProperty("session_id").GetString()!;
        session.ShouldMatch("^[!-~]{1,100}$");
        first.GetProperty("request_id").GetString()!.ShouldMatch("^[!-~]{1,100}$");
        second.GetProperty("session_id").GetString().ShouldBe(session);
        _stage.Model.Requests[^1].Body.GetProperty("messages").GetArrayLength().ShouldBe(3);
        _stage.Log.Lines.ShouldContain(line => line.Contains($"sessionId={session}", StringComparison.Ordinal));
        _stage.Log.Lines.ShouldNotContain(line => line.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwentyHeadersOfFourKilobytes_AreTaken()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));
        var headers = Enumerable.Range(0, 20)
            .Select(i => $"X-Amzn-Bedrock-AgentCore-Runtime-Custom-{i}: {new string('x', 4096)}\r\n");

        (await PostAsync(string.Concat(headers))).GetProperty("result").GetString().ShouldBe("Hello");
    }

    [Theory]
    [InlineData("Content-Type: \r\nAccept: \r\n")]
    [InlineData("Content-Type: application/json\r\nContent-Type: text/xml\r\nAccept: ;;;\r\n")]
    [InlineData("Accept-Encoding: gzip, deflate\r\nAccept-Language: *\r\nSec-Fetch-Mode: cors\r\nUser-Agent: node\r\n")]
    [InlineData("traceparent: nonsense\r\nbaggage: =,;=\r\nX-Amzn-Trace-Id: Root=;Sampled=0\r\nOrigin: http://localhost:3000\r\nCookie: \r\n")]
    [InlineData("If-None-Match: *\r\nRange: bytes=0-1\r\nExpect: 100-continue\r\n")]
    public async Task HeadersThatMeanNothingHere_ChangeNothing(string headers)
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));

        (await PostAsync(headers)).GetProperty("result").GetString().ShouldBe("Hello");
    }

    [Fact]
    public async Task Host_OfAnyKind_IsTaken()
    {
        _stage.Model.Enqueue(new ModelReply().Say("Hello"));

        (await PostAsync("", host: "cell-1.internal:12345")).GetProperty("result").GetString().ShouldBe("Hello");
    }

    // The body is answered in one piece, or in chunks of which one holds the whole object.
    private async Task<JsonElement> PostAsync(string headers, string host = "127.0.0.1")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_stage.Http.BaseAddress!.Host, _stage.Http.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        var request = $"POST /invocations HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}Content-Length: 15\r\n\r\n"
            + """{"prompt":"hi"}""";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);
        var answer = (await reader.ReadToEndAsync(Cancellation)).Replace("HTTP/1.1 100 Continue\r\n\r\n", "", StringComparison.Ordinal);
        answer.ShouldStartWith("HTTP/1.1 200");
        return JsonElement.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
    }
}

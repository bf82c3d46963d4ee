using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class MessageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("nope")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"} {}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}""")]
    [InlineData("""{'jsonrpc':'2.0'}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo_message","arguments":{"\udfff":1}}}""")]
    [Requirement("R7a")]
    public async Task Post_MalformedJson_IsAParseErrorWithoutId(string body)
    {
        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32700);
        answer.Json.ContainsKey("id").ShouldBeTrue();
        answer.Json["id"].ShouldBeNull();
    }

    [Fact]
    [Requirement("R7a")]
    public async Task Post_OfBytesThatAreNoText_IsAParseError()
    {
        using var body = new ByteArrayContent([.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""u8, 0xFF, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = body };
        request.Headers.Add("Accept", "application/json, text/event-stream");

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("-32700");
    }

    [Fact]
    [Requirement("R15")]
    public async Task Call_WithThousandsOfWrongArguments_ComplainsOfAFew()
    {
        var arguments = new JsonObject(Enumerable.Range(0, 20_000).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i)));

        var answer = await server.CallAsync("echo_message", arguments.ToJsonString());

        answer.ToolText.ShouldContain("and more");
        answer.ToolText.Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    [Requirement("R7a")]
    public async Task Post_JsonTooDeep_IsAParseError() =>
        (await server.PostAsync(new string('[', 100) + new string(']', 100))).ErrorCode.ShouldBe(-32700);

    [Theory]
    [InlineData("7", null)]
    [InlineData("\"text\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("""{"jsonrpc":"2.0"}""", null)]
    [InlineData("""{"id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":"a"}""", "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", "1")]
    [InlineData("[]", null)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", null)]
    [Requirement("R7b")]
    [Requirement("R8")]
    public async Task Post_JsonThatIsNoMessage_IsAnInvalidRequest(string body, string? id)
    {
        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe(-32600);
        answer.Json["id"]?.ToJsonString().ShouldBe(id);
    }

    [Theory]
    [InlineData(1_024, false)]
    [InlineData(1_025, true)]
    [InlineData(3_000_000, true)]
    [Requirement("R7b")]
    public async Task Post_LongId_IsAnInvalidRequestWithoutIt(int length, bool isRefused)
    {
        var id = new string('i', length);
        var answer = await server.PostAsync($$"""{"jsonrpc":"2.0","id":"{{id}}","method":"ping"}""");

        answer.Status.ShouldBe(isRefused ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        answer.Json["id"]?.GetValue<string>().ShouldBe(isRefused ? null : id);
        if (isRefused)
            answer.ErrorCode.ShouldBe(-32600);
    }

    [Fact]
    [Requirement("R8")]
    [Requirement("V11")]
    public async Task Post_Batch_ExecutesNothing()
    {
        var calls = server.Odd.Calls;

        await server.PostAsync(new JsonArray(Messages.Call("odd_count"), Messages.Call("odd_count")), ("MCP-Protocol-Version", "2025-03-26"));

        server.Odd.Calls.ShouldBe(calls);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"ü\\n\"")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("9007199254740991")]
    [Requirement("R9")]
    public async Task Post_AnyId_ComesBackUnchanged(string id)
    {
        foreach (var method in new[] { "ping", "tools/list", "no/such" })
        {
            var answer = await server.PostAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}"}""");

            JsonNode.DeepEquals(answer.Json["id"], JsonNode.Parse(id)).ShouldBeTrue(answer.Text);
        }
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"no/such/notification"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"error":{"code":1,"message":"no"}}""")]
    [Requirement("R10")]
    public async Task Post_NotificationOrResponse_IsAcceptedWithoutBody(string body)
    {
        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        answer.Text.ShouldBeEmpty();
        answer.MediaType.ShouldBeNull();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [Requirement("R7b")]
    public async Task Post_ParamsThatAreNoObject_AreInvalidParams(string parameters)
    {
        var answer = await server.PostAsync($$"""{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{{parameters}}}""");

        answer.ErrorCode.ShouldBe(-32602);
        answer.Json["id"]!.GetValue<int>().ShouldBe(5);
    }

    [Theory]
    [InlineData("no/such")]
    [InlineData("tasks/get")]
    [InlineData("subscriptions/listen")]
    [InlineData("server/discover")]
    [InlineData("")]
    [Requirement("V5")]
    public async Task Post_UnknownMethod_IsMethodNotFound(string method)
    {
        var answer = await server.PostAsync(Messages.Request(method));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ErrorCode.ShouldBe(-32601);
    }
}

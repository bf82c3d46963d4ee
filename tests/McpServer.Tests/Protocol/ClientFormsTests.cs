using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>The headers that clients are known to send, as they send them.</summary>
public sealed class ClientFormsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""";

    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    public static TheoryData<string, string, string> Clients => new()
    {
        { "AgentCore's command line, TypeScript and Python SDKs", "application/json", "application/json, text/event-stream" },
        { "the inspector's proxy", "application/json", "text/event-stream, application/json" },
        { "fetch and curl left to themselves", "application/json", "*/*" },
        { "a browser's fetch with a text body", "application/json;charset=UTF-8", "*/*" },
        { ".NET's StringContent", "application/json; charset=utf-8", "application/json, text/event-stream" },
        { "clients that read no streams", "application/json", "application/json" },
        { "Java's default", "application/json", "text/html, image/gif, image/jpeg, */*; q=0.2" },
        { "axios", "application/json", "application/json, text/plain, */*" },
        { "with quality values", "application/json", "application/json;q=1.0, text/event-stream;q=0.8" },
        { "AgentCore's invoke through a web page", "application/json", "text/event-stream, */*" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    [Requirement("R5")]
    [Requirement("R6")]
    public async Task Client_WithItsOwnHeaders_ShakesHandsListsAndCalls(string client, string contentType, string accept)
    {
        (string, string?)[] headers = [("Content-Type", contentType), ("Accept", accept)];

        (await server.PostAsync(Initialize, headers)).Result["protocolVersion"]!.GetValue<string>().ShouldBe("2025-03-26", client);
        (await server.PostAsync(Initialized, headers)).Status.ShouldBe(HttpStatusCode.Accepted, client);
        (await server.PostAsync(Messages.ListTools, headers)).Result["tools"]!.AsArray().ShouldNotBeEmpty(client);
        (await server.CallAsync("add_numbers", """{"a":2,"b":2}""", headers)).ToolText.ShouldBe("4", client);
    }

    [Fact]
    [Requirement("R2")]
    [Requirement("R6")]
    public async Task AgentCoreCommandLine_Walk_IsServedWithoutAVersionHeader()
    {
        (string, string?)[] fetch = [("Accept-Language", "*"), ("Sec-Fetch-Mode", "cors"), ("User-Agent", "node"), ("Accept-Encoding", "gzip, deflate")];

        (await server.PostAsync(Initialize, fetch)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync(Initialized, [.. fetch, ("Accept", "*/*")])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await server.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}""", fetch)).Result["tools"]!.AsArray().ShouldNotBeEmpty();
        (await server.PostAsync(Messages.Call("greet_user", """{"name":"Ada"}"""), fetch)).ToolText.ShouldContain("Ada");
    }

    [Fact]
    [Requirement("R3")]
    public async Task Gateway_ThatDropsNothing_MaySendEverythingAtOnce()
    {
        (string, string?)[] headers =
        [
            ("Mcp-Session-Id", "0f8fad5b-d9cb-469f-a165-70867728950e"),
            ("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", new string('r', 256)),
            ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"),
            ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            ("baggage", "session.id=abc"),
            ("X-Forwarded-For", "192.0.2.7"),
            ("X-Forwarded-Proto", "https"),
            ("Authorization", "Bearer token.of.another"),
        ];

        (await server.CallAsync("add_numbers", """{"a":2,"b":2}""", headers)).ToolText.ShouldBe("4");
    }

    [Fact]
    [Requirement("R6")]
    public async Task Accept_InTwoHeaderLines_IsOneList()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.McpUrl)
        {
            Content = new StringContent(Messages.ListTools, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", ["text/html", "application/json"]);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Requirement("R7")]
    public async Task Body_InChunks_IsRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.McpUrl)
        {
            Content = new StringContent(Messages.Call("add_numbers", """{"a":2,"b":2}""").ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonNode.Parse(text)!["result"]!["content"]![0]!["text"]!.GetValue<string>().ShouldBe("4");
    }
}

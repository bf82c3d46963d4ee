using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class TransportTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string, string?> OtherMethods
    {
        get
        {
            var rows = new TheoryData<string, string?>();
            foreach (var method in new[] { "GET", "DELETE", "PUT", "PATCH", "HEAD" })
            {
                rows.Add(method, null);
                rows.Add(method, Messages.Modern);
            }

            return rows;
        }
    }

    public static TheoryData<string> Sessions => ["1", "0f8fad5b-d9cb-469f-a165-70867728950e", new string('s', 15_000), ""];

    public static TheoryData<string, string> Answered => new()
    {
        { "server/discover", "{}" },
        { "tools/list", "{}" },
        { "tools/call", """{"name":"odd_count"}""" },
        { "prompts/list", "{}" },
        { "prompts/get", """{"name":"solve_word_problem","arguments":{"problem":"2+2"}}""" },
        { "resources/list", "{}" },
        { "resources/templates/list", "{}" },
        { "resources/read", """{"uri":"timezones://all"}""" },
        { "completion/complete", """{"ref":{"type":"ref/prompt","name":"solve_word_problem"},"argument":{"name":"style","value":""}}""" },
        { "subscriptions/listen", """{"notifications":{}}""" },
        { "initialize", """{"protocolVersion":"2025-11-25"}""" },
        { "ping", "{}" },
        { "logging/setLevel", """{"level":"info"}""" },
        { "resources/subscribe", """{"uri":"timezones://all"}""" },
        { "no/such", "{}" },
    };

    [Theory]
    [MemberData(nameof(OtherMethods))]
    [Requirement("R1")]
    [Requirement("V7")]
    public async Task Mcp_MethodOtherThanPost_Is405WithAllow(string method, string? version)
    {
        var answer = await server.SendAsync(new HttpMethod(method), "/mcp", headers: [("MCP-Protocol-Version", version)]);

        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.ContentHeaders.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [Requirement("R2")]
    [Requirement("V1")]
    public async Task Mcp_NoHandshakeBefore_ListsAndCalls(string? version)
    {
        var list = await server.PostAsync(Messages.ListTools, ("MCP-Protocol-Version", version));
        var call = await server.CallAsync("add_numbers", """{"a":2,"b":2}""", ("MCP-Protocol-Version", version));

        list.Result["tools"]!.AsArray().ShouldNotBeEmpty();
        call.ToolText.ShouldBe("4");
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    [Requirement("R3")]
    public async Task Mcp_SessionHeaders_AreIgnoredAndNotSentBack(string session)
    {
        (string, string?)[] headers = [("Mcp-Session-Id", session), ("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session)];

        WireAnswer[] answers =
        [
            await server.PostAsync(Messages.ListTools, headers),
            await server.PostAsync(
                Messages.Request("tools/list").WithMeta(), [.. headers, .. Messages.ModernHeaders("tools/list")]),
            await server.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}""", headers),
        ];

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK && !answer.Headers.Contains("Mcp-Session-Id"));
        (await server.SendAsync(HttpMethod.Delete, "/mcp", headers: headers)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [MemberData(nameof(Answered))]
    [Requirement("R3")]
    [Requirement("V8")]
    public async Task Mcp_SessionAndResumptionHeadersOnAnyMethod_ChangeNothingInEitherEra(string method, string parameters)
    {
        (string, string?)[] headers =
            [("Mcp-Session-Id", "of-the-platform"), ("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "of-the-platform"), ("Last-Event-ID", "7")];
        var message = Messages.Request(method, JsonNode.Parse(parameters)!.AsObject());
        var name = message["params"]!["name"] ?? message["params"]!["uri"];
        var modern = Messages.ModernHeaders(method, method is "tools/call" or "prompts/get" or "resources/read" ? name!.GetValue<string>() : null);

        var legacy = (await server.PostAsync(message), await server.PostAsync(message, headers));
        message.WithMeta();
        var newest = (await server.PostAsync(message, modern), await server.PostAsync(message, [.. modern, .. headers]));

        foreach (var (without, with) in new[] { legacy, newest })
        {
            with.Status.ShouldBe(without.Status);
            if (!with.Text.Contains("\"content\"", StringComparison.Ordinal))
                with.Text.ShouldBe(without.Text);
            with.Headers.Select(header => header.Key).ShouldNotContain("Mcp-Session-Id");
            with.Headers.Select(header => header.Key).ShouldNotContain("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:5173")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://[::1]:3000")]
    [Requirement("R4")]
    public async Task Mcp_OriginOfThisMachine_IsServed(string? origin) =>
        (await server.PostAsync(Messages.ListTools, ("Origin", origin))).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("http://evil.example#localhost")]
    [InlineData("http://notlocalhost")]
    [InlineData("http://169.254.169.254")]
    [InlineData("file://localhost")]
    [InlineData("localhost")]
    [InlineData("http://localhost, http://evil.example")]
    [Requirement("R4")]
    public async Task Mcp_OriginOfElsewhere_Is403OnEveryMethod(string origin)
    {
        foreach (var method in new[] { "POST", "GET", "DELETE", "PUT", "OPTIONS" })
        {
            var answer = await server.SendAsync(new HttpMethod(method), "/mcp", "no JSON", ("Origin", origin));

            answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    [Requirement("R4")]
    public async Task Mcp_ConfiguredOrigin_IsServedAndItsNeighbourNot()
    {
        await using var configured = await RunningServer.StartAsync(new() { ["Mcp:AllowedOrigins"] = "https://app.example.com" });

        (await configured.PostAsync(Messages.ListTools, ("Origin", "https://app.example.com"))).Status.ShouldBe(HttpStatusCode.OK);
        (await configured.PostAsync(Messages.ListTools, ("Origin", "http://app.example.com"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await configured.PostAsync(Messages.ListTools, ("Origin", "https://app.example.com:444"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Requirement("R4")]
    public async Task Mcp_PageOfAConfiguredOrigin_MayAskBeforeAndReadTheAnswer()
    {
        await using var configured = await RunningServer.StartAsync(new() { ["Mcp:AllowedOrigins"] = "http://localhost:6274" });
        (string, string?)[] question =
            [("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,mcp-protocol-version,mcp-param-region")];

        var preflight = await configured.SendAsync(HttpMethod.Options, "/mcp", headers: [("Origin", "http://localhost:6274"), .. question]);
        var answer = await configured.PostAsync(Messages.ListTools, ("Origin", "http://localhost:6274"));
        var neighbour = await configured.PostAsync(Messages.ListTools, ("Origin", "http://localhost:6275"));

        preflight.Status.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe(["POST"]);
        preflight.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["content-type,mcp-protocol-version,mcp-param-region"]);
        foreach (var readable in new[] { preflight, answer })
        {
            readable.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["http://localhost:6274"]);
            readable.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
            readable.Headers.Vary.ShouldBe(["Origin"]);
        }

        neighbour.Status.ShouldBe(HttpStatusCode.OK);
        neighbour.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await configured.SendAsync(HttpMethod.Options, "/mcp", headers: [("Origin", "http://localhost:6275"), .. question])).Status
            .ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await configured.SendAsync(HttpMethod.Options, "/mcp", headers: [("Origin", "https://evil.example"), .. question])).Status
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("x-\u00C3\u00A9")]
    [InlineData("x-\u001b[31m")]
    [InlineData("content-type,two words")]
    [InlineData("\"content-type\"")]
    [InlineData(",")]
    [Requirement("R4")]
    public async Task Mcp_PreflightForWhatIsNoHeaderName_AllowsNone(string names)
    {
        var preflight = await PreflightAsync(names);

        preflight.Status.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.Contains("Access-Control-Allow-Headers").ShouldBeFalse();
    }

    [Theory]
    [InlineData(64, 3, true)]
    [InlineData(65, 3, false)]
    [InlineData(1, 128, true)]
    [InlineData(1, 129, false)]
    [Requirement("R4")]
    public async Task Mcp_PreflightForManyOrLongNames_AllowsSoManyAndSoLong(int count, int length, bool isAllowed)
    {
        var preflight = await PreflightAsync(string.Join(',', Enumerable.Repeat(new string('x', length), count)));

        preflight.Status.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.Contains("Access-Control-Allow-Headers").ShouldBe(isAllowed);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [Requirement("R5")]
    public async Task Mcp_JsonContentType_IsServed(string contentType) =>
        (await server.PostAsync(Messages.ListTools, ("Content-Type", contentType))).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    [InlineData("json")]
    [Requirement("R5")]
    public async Task Mcp_AnotherContentType_Is415(string? contentType) =>
        (await server.PostAsync(Messages.ListTools, ("Content-Type", contentType))).Status
            .ShouldBe(HttpStatusCode.UnsupportedMediaType);

    [Theory]
    [InlineData("application/json, text/event-stream", "application/json")]
    [InlineData("text/event-stream,application/json", "application/json")]
    [InlineData("APPLICATION/JSON;q=0.1 ,  Text/Event-Stream;q=0.9", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*, text/*", "application/json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream, application/json;q=0", "text/event-stream")]
    [InlineData("*/*, application/json;q=0", "text/event-stream")]
    [InlineData("application/json;q=0, text/*", "text/event-stream")]
    [InlineData("text/event-stream;q=0, */*", "application/json")]
    [Requirement("R6")]
    public async Task Mcp_AcceptOfEitherFormat_IsAnsweredInIt(string accept, string expected)
    {
        var answer = await server.PostAsync(Messages.ListTools, ("Accept", accept));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.MediaType.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("*/*;q=0.000, text/html")]
    [InlineData("application/jsonx")]
    [InlineData("not a media type")]
    [Requirement("R6")]
    public async Task Mcp_AcceptOfNeitherFormat_Is406(string? accept) =>
        (await server.PostAsync(Messages.ListTools, ("Accept", accept))).Status.ShouldBe(HttpStatusCode.NotAcceptable);

    [Theory]
    [InlineData(4096, false)]
    [InlineData(4097, true)]
    [Requirement("R7")]
    public async Task Mcp_BodyAroundTheLimit_Is413Beyond(int length, bool isRefused)
    {
        await using var small = await RunningServer.StartAsync(new() { ["Mcp:MaxRequestBytes"] = "4096" });

        var answer = await small.PostAsync(Messages.ListTools.PadRight(length));

        answer.Status.ShouldBe(isRefused ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.OK);
        answer.Json["jsonrpc"]!.GetValue<string>().ShouldBe("2.0");
    }

    [Fact]
    [Requirement("R7")]
    public async Task Mcp_BodyInChunksBeyondTheLimit_Is413()
    {
        await using var small = await RunningServer.StartAsync(new() { ["Mcp:MaxRequestBytes"] = "4096" });
        using var request = new HttpRequestMessage(HttpMethod.Post, small.McpUrl)
        {
            Content = new StringContent(Messages.ListTools.PadRight(5_000), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Accept", "*/*");

        using var response = await small.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Host", "evil.example", 403)]
    [InlineData("Accept", "text/html", 406)]
    [InlineData("Content-Type", "text/plain", 415)]
    [Requirement("R9")]
    public async Task Mcp_RequestRefusedUnread_HasAnErrorWithoutId(string header, string value, int status)
    {
        var answer = await server.PostAsync(Messages.ListTools, (header, value));

        ((int)answer.Status).ShouldBe(status);
        answer.ErrorCode.ShouldBe(-32600);
        answer.Json.ContainsKey("id").ShouldBeTrue();
        answer.Json["id"].ShouldBeNull();
    }

    [Fact]
    public async Task Mcp_AnyAnswer_NamesNoServerSoftware() =>
        (await server.PostAsync(Messages.ListTools)).Headers.Server.ShouldBeEmpty();

    private static async Task<WireAnswer> PreflightAsync(string names)
    {
        await using var configured = await RunningServer.StartAsync(new() { ["Mcp:AllowedOrigins"] = "https://app.example.com" });
        return await configured.SendAsync(
            HttpMethod.Options,
            "/mcp",
            headers:
            [
                ("Origin", "https://app.example.com"),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", names),
            ]);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentStack.RemoteMcp.Signing;
using AgentStack.Tests.Shared;
using Amazon.Runtime;

namespace AgentStack.RemoteMcp.Tests.Signing;

/// <summary>The signature is the one that AWS's own Python library makes, where it is on the machine.</summary>
public sealed class RequestSignerTests
{
    private const string Script = """
        import datetime, json, sys
        import botocore.auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
        signed = []
        for case in json.load(sys.stdin):
            now = datetime.datetime.strptime(case["time"], "%Y%m%dT%H%M%SZ")
            botocore.auth.get_current_datetime = lambda remove_tzinfo=True: now
            request = AWSRequest(method=case["method"], url=case["url"], headers=case["headers"], data=case["body"].encode())
            credentials = Credentials("AKIDEXAMPLE", "example-secret-not-a-real-one", case["token"])
            botocore.auth.SigV4Auth(credentials, "bedrock-agentcore", "eu-west-1").add_auth(request)
            signed.append(request.headers["Authorization"])
        print(json.dumps(signed))
        """;

    private const string Runtime =
        "https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A123456789012%3Aruntime%2Ftools-x1/invocations";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Sign_AnyRequest_IsWhatAnIndependentSignerMakesOfIt()
    {
        await Subprocess.SkipUnlessItRunsAsync("python3", ["-c", "import botocore.auth"]);
        (string Method, string Url, string Body, string? Token)[] cases =
        [
            ("POST", $"{Runtime}?qualifier=DEFAULT", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", null),
            ("POST", $"{Runtime}?qualifier=DEFAULT", """{"text":"Grüße, 世界 🎈"}""", "session/token+with=signs"),
            ("POST", "https://t-1.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp", "{}", "token"),
            ("GET", "http://127.0.0.1:4566/a//b/?b=2&a-b=1&a=2&a=1&c=x%20y%2Fz", "", null),
            ("DELETE", "https://example.com/", "", null),
        ];
        var input = new JsonArray();
        var ours = new List<string>();
        foreach (var (method, url, body, token) in cases)
        {
            using var request = Request(method, url, body);
            RequestSigner.Sign(request, Encoding.UTF8.GetBytes(body), Credentials(token), "bedrock-agentcore", "eu-west-1", Now);
            ours.Add(Authorization(request));
            input.Add(Case(request, url, body, token));
        }

        var result = await Subprocess.RunAsync("python3", ["-c", Script], input: input.ToJsonString());

        result.ExitCode.ShouldBe(0, result.Error);
        JsonNode.Parse(result.Output)!.AsArray().Select(node => (string)node!).ShouldBe(ours);
    }

    [Fact]
    public void Sign_ASecondTime_ReplacesTheFirstSignature()
    {
        using var request = Request("POST", Runtime, "{}");
        RequestSigner.Sign(request, "{}"u8, Credentials("old"), "bedrock-agentcore", "eu-west-1", Now);
        RequestSigner.Sign(request, "{}"u8, Credentials(null), "bedrock-agentcore", "eu-west-1", Now.AddHours(1));

        Authorization(request).ShouldContain("/20261121/eu-west-1/");
        request.Headers.GetValues("X-Amz-Date").ShouldHaveSingleItem().ShouldBe("20261121T130000Z");
        request.Headers.Contains("X-Amz-Security-Token").ShouldBeFalse();
    }

    [Fact]
    public void Sign_LeavesOutWhatMcpAndProxiesChangeLater()
    {
        using var request = Request("POST", Runtime, "{}");
        request.Headers.Add("Mcp-Session-Id", "s-1");
        request.Headers.Add("MCP-Protocol-Version", "2025-06-18");
        request.Headers.Add("X-Amzn-Trace-Id", "Root=1");
        RequestSigner.Sign(request, "{}"u8, Credentials(null), "bedrock-agentcore", "eu-west-1", Now);

        Authorization(request).ShouldContain(
            "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amzn-bedrock-agentcore-runtime-session-id, ");
    }

    private static HttpRequestMessage Request(string method, string url, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.Add("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "session  of   one");
        if (body != "")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        return request;
    }

    private static ImmutableCredentials Credentials(string? token) => new("AKIDEXAMPLE", "example-secret-not-a-real-one", token);

    private static string Authorization(HttpRequestMessage request) => request.Headers.GetValues("Authorization").ShouldHaveSingleItem();

    // The headers that ours signed; the other signer signs all that it is given, and adds its own.
    private static JsonObject Case(HttpRequestMessage request, string url, string body, string? token)
    {
        var signed = Authorization(request).Split("SignedHeaders=")[1].Split(',')[0].Split(';');
        var headers = new JsonObject();
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            if (signed.Contains(name.ToLowerInvariant()) && name is not ("X-Amz-Date" or "X-Amz-Security-Token"))
                headers[name] = string.Join(',', values);
        }

        return new JsonObject
        {
            ["method"] = request.Method.Method,
            ["url"] = url,
            ["body"] = body,
            ["headers"] = headers,
            ["token"] = token,
            ["time"] = Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
    }
}

using System.Text;
using AgentStack.LocalAws.AgentCore;

namespace AgentStack.LocalAws.Tests.AgentCore;

/// <summary>Runtimes of the tests and calls to them.</summary>
internal static class RuntimeCalls
{
    public const string Arn = "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/tested-AbCdEf1234";
    public const string Service = "bedrock-agentcore";
    public const string Session = "a-session-id-of-more-than-thirty-three-characters";

    public static string Path(string operation = "invocations?qualifier=DEFAULT") =>
        $"/runtimes/{Uri.EscapeDataString(Arn)}/{operation}";

    public static void AddSigned(this StartedServer server, Container container, RuntimeProtocol protocol = RuntimeProtocol.Http) =>
        server.Aws.Runtimes.Add(new LocalRuntime(Arn, protocol, container.Address));

    /// <summary>A runtime for tokens of the app client <c>machine</c> with the scope <c>tools/call</c>.</summary>
    public static void AddForTokens(
        this StartedServer server, Container container, RuntimeProtocol protocol = RuntimeProtocol.Http, params string[] allowlist)
    {
        server.Aws.UserPool.AddClient("machine", "secret", "tools/call", "tools/other");
        server.Aws.Runtimes.Add(new LocalRuntime(Arn, protocol, container.Address)
        {
            Authorizer = new JwtAuthorizer(server.Aws.UserPool.DiscoveryUrl)
            {
                AllowedClients = ["machine"],
                AllowedScopes = ["tools/call", "tools/admin"],
            },
            RequestHeaderAllowlist = allowlist,
        });
    }

    public static HttpRequestMessage Request(
        this StartedServer server, string body, string? token = null, string? path = null, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.At(path ?? Path()))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        return request;
    }

    public static async Task ShouldBeAwsErrorAsync(this HttpResponseMessage response, int status, string code, string message)
    {
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("x-amzn-ErrorType").ShouldBe([code]);
        ((string?)(await StartedServer.ReadAsync(response))["message"]).ShouldStartWith(message);
    }

    public static async Task ShouldBeJsonRpcErrorAsync(this HttpResponseMessage response, int status, int code)
    {
        ((int)response.StatusCode).ShouldBe(status);
        var body = await StartedServer.ReadAsync(response);
        ((string?)body["jsonrpc"]).ShouldBe("2.0");
        ((int?)body["error"]!["code"]).ShouldBe(code);
        ((int?)body["id"]).ShouldBe(7);
    }
}

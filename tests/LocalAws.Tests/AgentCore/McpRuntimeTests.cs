using System.Net;
using AgentStack.LocalAws.AgentCore;
using AgentStack.LocalAws.Faults;

namespace AgentStack.LocalAws.Tests.AgentCore;

public sealed class McpRuntimeTests
{
    private const string Call = """{"jsonrpc":"2.0","id":7,"method":"tools/list"}""";
    private const string Answer = """{"jsonrpc":"2.0","id":7,"result":{}}""";

    [Fact]
    public async Task McpCall_WithoutASessionId_GetsOneOnBothSides()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", Answer);
        server.AddSigned(container, RuntimeProtocol.Mcp);

        using var response = await server.SendSignedAsync(server.Request(Call), RuntimeCalls.Service);

        var (line, headers, body) = container.Received.ShouldHaveSingleItem();
        (line, body).ShouldBe(("POST /mcp", Call));
        response.Headers.GetValues("Mcp-Session-Id").ShouldBe([headers["Mcp-Session-Id"]]);
        headers.ShouldContainKey("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id");
    }

    [Fact]
    public async Task McpCall_WithASessionId_KeepsIt()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", Answer);
        server.AddSigned(container, RuntimeProtocol.Mcp);
        var request = server.Request(Call);
        request.Headers.Add("Mcp-Session-Id", "mine");

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);

        container.Received.Single().Headers["Mcp-Session-Id"].ShouldBe("mine");
        response.Headers.GetValues("Mcp-Session-Id").ShouldBe(["mine"]);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task McpCall_ByGetOrDelete_IsForwardedAndA405IsPassedOn(string method)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(405, "text/plain", "");
        server.AddSigned(container, RuntimeProtocol.Mcp);
        var request = new HttpRequestMessage(new HttpMethod(method), server.At(RuntimeCalls.Path()));

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        container.Received.Single().Line.ShouldBe($"{method} /mcp");
    }

    [Theory]
    [InlineData(500, "application/json", Answer)]
    [InlineData(404, "text/html", "<p>none</p>")]
    [InlineData(401, "application/json", """{"error":"no"}""")]
    public async Task McpCall_WhoseContainerFails_IsJsonRpcError32010(int status, string contentType, string body)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(status, contentType, body);
        server.AddSigned(container, RuntimeProtocol.Mcp);

        using var response = await server.SendSignedAsync(server.Request(Call), RuntimeCalls.Service);

        await response.ShouldBeJsonRpcErrorAsync(200, -32010);
    }

    [Fact]
    public async Task McpCall_WhoseContainerAnswers400InJsonRpc_PassesUnchanged()
    {
        const string refusal = """{"jsonrpc":"2.0","id":7,"error":{"code":-32022,"message":"Unsupported protocol version"}}""";
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(400, "application/json", refusal);
        server.AddSigned(container, RuntimeProtocol.Mcp);

        using var response = await server.SendSignedAsync(server.Request(Call), RuntimeCalls.Service);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(refusal);
    }

    [Fact]
    public async Task McpCall_WithoutOrWithoutEnoughOfAToken_IsRefusedInJsonRpc()
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", Answer);
        server.AddForTokens(container, RuntimeProtocol.Mcp);
        server.Aws.UserPool.AddClient("other", "secret", "tools/call");

        using var none = await server.SendAsync(server.Request(Call));
        using var foreign = await server.SendAsync(server.Request(Call, await server.AccessTokenAsync("other", "secret")));
        using var good = await server.SendAsync(server.Request(Call, await server.AccessTokenAsync("machine", "secret")));

        await none.ShouldBeJsonRpcErrorAsync(401, -32001);
        none.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer resource_metadata=");
        await foreign.ShouldBeJsonRpcErrorAsync(403, -32002);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("application/json", 406)]
    [InlineData("text/event-stream", 406)]
    [InlineData("text/event-stream, application/json;q=0.5", 200)]
    [InlineData("*/*", 200)]
    [InlineData(null, 200)]
    public async Task McpCall_ByAccept_NeedsBothTypes(string? accept, int status)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", Answer);
        server.AddSigned(container, RuntimeProtocol.Mcp);

        using var response = await server.SendSignedAsync(server.Request(Call, accept: accept), RuntimeCalls.Service);

        ((int)response.StatusCode).ShouldBe(status);
        if (status == 406)
            await response.ShouldBeJsonRpcErrorAsync(406, -32011);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, 200, -32003)]
    [InlineData(FaultKind.Error, 500, -32603)]
    public async Task McpCall_ThatAFaultStrikes_FailsInJsonRpc(FaultKind kind, int status, int code)
    {
        await using var server = await StartedServer.StartAsync();
        await using var container = await Container.StartAsync(200, "application/json", Answer);
        server.AddSigned(container, RuntimeProtocol.Mcp);
        server.Aws.Faults.Add(new Fault("InvokeAgentRuntime", kind));

        using var response = await server.SendSignedAsync(server.Request(Call), RuntimeCalls.Service);

        await response.ShouldBeJsonRpcErrorAsync(status, code);
    }
}

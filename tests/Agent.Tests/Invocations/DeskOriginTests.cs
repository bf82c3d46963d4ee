using System.Net;
using System.Net.WebSockets;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>What a web page can do that a person has open beside an agent on the same machine.</summary>
public sealed class DeskOriginTests
{
    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example:8080", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("file://", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("http://[::1]:8080", HttpStatusCode.OK)]
    public async Task Post_FromAPage_IsTakenFromThisMachineAlone(string origin, HttpStatusCode expected)
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var request = Post(origin);

        using var response = await stage.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(expected);
        stage.Model.Requests.Count.ShouldBe(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task Socket_FromAForeignPage_IsRefused()
    {
        await using var stage = await Stage.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");

        await Should.ThrowAsync<WebSocketException>(
            socket.ConnectAsync(new UriBuilder(stage.Http.BaseAddress!) { Scheme = "ws", Path = "/ws" }.Uri, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Post_InAContainer_IsTakenWhateverThePlatformPassesOn()
    {
        await using var stage = await Stage.StartAsync(("DOTNET_RUNNING_IN_CONTAINER", "true"));
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        using var request = Post("https://console.example");

        using var response = await stage.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Post(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("""{"prompt":"hi"}""") };
        request.Headers.Add("Origin", origin);
        return request;
    }
}

using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.McpServer.Tests.Protocol.Subscriptions;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.McpServer.Tests.Fuzz;

/// <summary>Callers that take their time, send too much of a head, open connections for nothing, or listen and do not read.</summary>
public sealed class HostileConnectionTests : IAsyncLifetime
{
    private const int Many = 300;
    private const int Listeners = 40;

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartPlainAsync(builder =>
    {
        builder.Configuration.AddInMemoryCollection(
            [new("Mcp:Subscriptions:Limit", $"{Listeners}"), new("Mcp:Subscriptions:LimitPerCaller", $"{Listeners}")]);
        builder.Logging.AddFilter(level => level >= LogLevel.Error);
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Bodies_ThatStop_AreGivenUpAndOthersAreServedMeanwhile()
    {
        var slow = await OpenAsync(60);
        for (var i = 0; i < slow.Count; i++)
        {
            var (headers, body) = (i % 3) switch
            {
                0 => ("Content-Length: 500\r\n", "{\"jsonrpc\":\"2.0\""),
                1 => ("Transfer-Encoding: chunked\r\n", "20\r\n{\"jsonrpc\":\"2.0\""),
                _ => ("Transfer-Encoding: chunked\r\n", "10\r\n{\"jsonrpc\":\"2.0\"\r\n"),
            };
            await slow[i].SendAsync(headers, body);
        }

        await ShouldServeAsync();

        var answers = await Task.WhenAll(slow.Select(connection => connection.ReadToEndAsync()));
        answers.ShouldAllBe(answer => answer.StartsWith("HTTP/1.1 408"));
        slow.ForEach(connection => connection.Dispose());
    }

    [Theory]
    [InlineData(101, 10, "431")]
    [InlineData(1, 40_000, "431")]
    [InlineData(50, 1_000, "431")]
    public async Task Head_BeyondReason_IsRefused(int lines, int length, string status)
    {
        using var connection = await RawConnection.OpenAsync(_server);

        await connection.SendAsync(string.Concat(Enumerable.Range(0, lines).Select(i => $"X-Flood-{i}: {new string('f', length)}\r\n")), "{}");

        (await connection.ReadToEndAsync()).ShouldStartWith($"HTTP/1.1 {status}");
        await ShouldServeAsync();
    }

    [Theory]
    [InlineData("POST /mcp?{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", "414")]
    [InlineData("POST /mcp HTTP/1.1\r\n\r\n", "400")]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400")]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: -2\r\n\r\n{}", "400")]
    [InlineData("POST /mcp HTTP/9.9\r\nHost: localhost\r\n\r\n", "505")]
    [InlineData("\u0001\u0002\u0003\r\n\r\n", "400")]
    public async Task RequestLine_ThatIsNone_IsRefusedWithoutAnAnswerOfOurs(string request, string status)
    {
        using var connection = await RawConnection.OpenAsync(_server);

        await connection.SendAsync(request.Replace("{0}", new string('q', 10_000), StringComparison.Ordinal));

        (await connection.ReadToEndAsync()).ShouldStartWith($"HTTP/1.1 {status}");
        await ShouldServeAsync();
    }

    [Fact]
    public async Task Connections_OpenedForNothing_HinderNobody()
    {
        var idle = await OpenAsync(Many);
        foreach (var connection in idle.Where((_, i) => i % 2 == 0))
            await connection.SendAsync("Content-Length: 9\r\n", "");

        await ShouldServeAsync();

        idle.ForEach(connection => connection.Dispose());
        await ShouldServeAsync();
    }

    [Fact]
    public async Task Listeners_ThatNeverReadOrHangUp_AreBoundedAndLeaveNothing()
    {
        _server.Changes.Announce(OfferKinds.All);
        var body = Listener.Request("""{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}""").ToJsonString();
        var head = $"MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\nContent-Length: {body.Length}\r\n";
        var listeners = await OpenAsync(Many);
        foreach (var listener in listeners)
            await listener.SendAsync(head, body);

        var answers = await Task.WhenAll(listeners.Select(listener => listener.ReadSomeAsync()));
        answers.Count(answer => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)).ShouldBe(Listeners);
        answers.Count(answer => answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal)).ShouldBe(Many - Listeners);
        for (var i = 0; i < 10_000; i++)
            _server.Changes.Changed(OfferKinds.All);

        await ShouldServeAsync();
        listeners.ForEach(listener => listener.Dispose());
        await Eventually.TrueAsync(() => _server.Changes.Listening == 0, "the server notices that they hung up");
        await ShouldServeAsync();
    }

    private async Task<List<RawConnection>> OpenAsync(int count)
    {
        List<RawConnection> connections = [];
        while (connections.Count < count)
            connections.Add(await RawConnection.OpenAsync(_server));

        return connections;
    }

    private async Task ShouldServeAsync()
    {
        (await _server.CallAsync("add_numbers", """{"a":2,"b":2}""")).ToolText.ShouldBe("4");
        _server.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text).ShouldBeEmpty();
    }
}

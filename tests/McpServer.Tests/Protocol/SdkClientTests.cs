using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Tests.Protocol;

/// <summary>The official client, left to itself and pinned to each older revision.</summary>
public sealed class SdkClientTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string?, string> Versions => new()
    {
        { null, "2026-07-28" },
        { "2026-07-28", "2026-07-28" },
        { "2025-11-25", "2025-11-25" },
        { "2025-06-18", "2025-06-18" },
        { "2025-03-26", "2025-03-26" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    [Requirement("V1")]
    public async Task Client_OfAnyRevision_ListsAndCalls(string? pinned, string negotiated)
    {
        await using var client = await ConnectAsync(pinned);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var sum = await CallAsync(client, "add_numbers", new() { ["a"] = 2, ["b"] = 2 });
        var refusal = await CallAsync(client, "greet_user", new() { ["name"] = null });

        client.NegotiatedProtocolVersion.ShouldBe(negotiated);
        tools.ShouldContain(tool => tool.Name == "calculate");
        sum.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldBe("4");
        refusal.IsError.ShouldBe(true);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Client_OfAnyRevision_ReadsAResultAfterProgress(string? pinned, string negotiated)
    {
        await using var client = await ConnectAsync(pinned);

        var result = await client.CallToolAsync(
            "odd_progress", null, new Progress<ProgressNotificationValue>(), cancellationToken: TestContext.Current.CancellationToken);

        client.NegotiatedProtocolVersion.ShouldBe(negotiated);
        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldBe("done");
    }

    private Task<McpClient> ConnectAsync(string? version) => McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = server.McpUrl, TransportMode = HttpTransportMode.StreamableHttp },
            server.Http,
            ownsHttpClient: false),
        new McpClientOptions { ProtocolVersion = version },
        cancellationToken: TestContext.Current.CancellationToken);

    private static ValueTask<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
}

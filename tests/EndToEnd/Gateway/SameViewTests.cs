namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>What clients see through the gateway is what they see of its upstreams, but for names.</summary>
public sealed class SameViewTests(SharedStand stand) : IClassFixture<SharedStand>
{
    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task CSharpClient_Lists_AreThoseOfTheUpstreams(string version)
    {
        var four = await stand.GetAsync();
        await using var through = await SdkVisitor.ConnectAsync(four.Gateway, version);

        await Comparison.OfListsAsync(four, through, SdkConnectAsync);
    }

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task CSharpClient_Results_AreThoseOfTheUpstreams(string version)
    {
        var four = await stand.GetAsync();
        await using var through = await SdkVisitor.ConnectAsync(four.Gateway, version);

        await Comparison.OfResultsAsync(four, through, SdkConnectAsync);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("legacy")]
    public async Task TypeScriptClient_ListsAndResults_AreThoseOfTheUpstreams(string mode)
    {
        var four = await stand.GetAsync();
        await using var through = new NodeVisitor(four.Gateway, mode);

        // What a tool says of tasks is none of 2026-07-28, and left out there by the client.
        await Comparison.OfListsAsync(four, through, NodeConnectAsync, "execution");
        await Comparison.OfResultsAsync(four, through, NodeConnectAsync);
    }

    private static Task<IVisitor> NodeConnectAsync(Uri server) => Task.FromResult<IVisitor>(new NodeVisitor(server, "auto"));

    private static async Task<IVisitor> SdkConnectAsync(Uri server) => await SdkVisitor.ConnectAsync(server, version: null);
}

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

        await Comparison.OfListsAsync(four, through, direct => SdkConnectAsync(direct));
    }

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task CSharpClient_Results_AreThoseOfTheUpstreams(string version)
    {
        var four = await stand.GetAsync();
        await using var through = await SdkVisitor.ConnectAsync(four.Gateway, version);

        await Comparison.OfResultsAsync(four, through, direct => SdkConnectAsync(direct));
    }

    private static async Task<IVisitor> SdkConnectAsync(Uri server) => await SdkVisitor.ConnectAsync(server, version: null);
}

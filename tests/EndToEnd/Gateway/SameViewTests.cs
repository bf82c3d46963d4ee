namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>What clients see through the gateway is what they see of its upstreams, but for names.</summary>
public sealed class SameViewTests(SharedStand stand) : IClassFixture<SharedStand>
{
    [Fact]
    public async Task CSharpClient_OfEitherEra_SeesAndGetsTheSame()
    {
        var four = await stand.GetAsync();
        var direct = await DirectView.ReadAsync(four, async server => await SdkVisitor.ConnectAsync(server, version: null));

        foreach (var version in (string[])["2026-07-28", "2025-11-25"])
        {
            await using var through = await SdkVisitor.ConnectAsync(four.Gateway, version);
            await Comparison.OfAsync(direct, through);
        }
    }

    [Fact]
    public async Task TypeScriptClient_OfEitherEra_SeesAndGetsTheSame()
    {
        var four = await stand.GetAsync();
        var direct = await DirectView.ReadAsync(four, server => Task.FromResult<IVisitor>(new NodeVisitor(server, "auto")));

        foreach (var mode in (string[])["auto", "legacy"])
        {
            // What a tool says of tasks is none of 2026-07-28, and left out there by the client.
            await Comparison.OfAsync(direct, new NodeVisitor(four.Gateway, mode), "execution");
        }
    }
}

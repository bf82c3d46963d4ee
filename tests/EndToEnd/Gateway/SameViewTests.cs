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

    [Fact]
    public async Task Inspector_OfAnUpstream_SeesAndGetsTheSame()
    {
        var four = await stand.GetAsync();
        var node = await Inspector.FindNodeAsync();
        await using var direct = new Inspector(node, four.Direct(FourUpstreams.TypeScript));
        await using var through = new Inspector(node, four.Gateway);
        Ask[] asks = [new("tools/list", []), Ask.Tool("gallery", []), Ask.Resource("gallery://picture")];

        var answers = await Task.WhenAll(
            direct.AskAsync(asks), through.AskAsync([.. asks.Select(ask => Names.Through(FourUpstreams.TypeScript, ask))]));

        var tools = answers.Select(answer => answer[0]["tools"]!.AsArray().ToDictionary(tool => (string)tool!["name"]!, tool => tool!.AsObject())).ToArray();
        tools[0].Count.ShouldBeGreaterThan(10);
        foreach (var (name, tool) in tools[0])
        {
            tool["name"] = GatewaySettings.NameOf(FourUpstreams.TypeScript, name);
            View.Text(tools[1][(string)tool["name"]!]).ShouldBe(View.Text(tool));
        }

        answers[1].Skip(1).Select(View.OfResult).ShouldBe(answers[0].Skip(1).Select(View.OfResult));
    }
}

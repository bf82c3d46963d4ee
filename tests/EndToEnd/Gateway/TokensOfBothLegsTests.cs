using System.Net;
using System.Text;
using System.Text.Json;
using AgentStack.DevStack;

namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>Agent to gateway to MCP server: two doors, two tokens, and neither opens the other's.</summary>
public sealed class TokensOfBothLegsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Agent_AsksThroughTheGateway_EachLegBringsATokenOfItsOwn(bool isByFrontDoor)
    {
        await using var legs = await TwoLegs.StartAsync(isByFrontDoor);

        var reply = await legs.AskAsync("What is 6*7?");

        reply.GetProperty("result").GetString()!.ShouldContain("42");
        var call = reply.GetProperty("tool_calls").EnumerateArray().ShouldHaveSingleItem();
        call.GetRawText().ShouldContain($"{GatewaySeed.UpstreamName}___multiply_numbers");
        call.GetProperty("output").GetString().ShouldBe("42");

        var (agents, gateways) = (Clients(legs.SeenByGateway), Clients(legs.SeenByUpstream));
        agents.ShouldBe([legs.Seed.ClientId]);
        gateways.ShouldBe([legs.GatewaySeed.ClientId]);
        legs.SeenByUpstream.Intersect(legs.SeenByGateway).ShouldBeEmpty();
    }

    [Fact]
    public async Task Door_OfEither_OpensToNoTokenButItsOwn()
    {
        await using var legs = await TwoLegs.StartAsync(isByFrontDoor: false);
        var agents = await legs.TokenAsync(legs.Seed.ClientId, legs.Seed.ClientSecret);
        var gateways = await legs.TokenAsync(legs.GatewaySeed.ClientId, legs.GatewaySeed.ClientSecret);

        (await StatusAsync(legs, legs.Gateway, agents)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(legs, legs.Upstream, gateways)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(legs, legs.Gateway, gateways)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(legs, legs.Upstream, agents)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(legs, legs.Gateway, token: null)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpStatusCode> StatusAsync(TwoLegs legs, Uri server, string? token)
    {
        using var response = await legs.ListAsync(server, token);
        return response.StatusCode;
    }

    private static IEnumerable<string> Clients(IEnumerable<string> authorizations) => authorizations
        .Select(each => JsonElement.Parse(Convert.FromBase64String(Padded(each.Split('.')[1]))).GetProperty("client_id").GetString()!)
        .Distinct();

    private static string Padded(string base64Url)
    {
        var text = new StringBuilder(base64Url).Replace('-', '+').Replace('_', '/');
        return text.Append('=', (4 - (text.Length % 4)) % 4).ToString();
    }
}

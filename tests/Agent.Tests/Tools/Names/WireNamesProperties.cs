using AgentStack.Agent.Tools.Names;
using FsCheck;
using FsCheck.Fluent;

namespace AgentStack.Agent.Tests.Tools.Names;

public sealed class WireNamesProperties
{
    private static readonly string[] Servers = ["a", "a_b", "A", "tools", "gateway", new string('s', 60)];

    private static readonly string[] Known =
    [
        "b_c", "c", "C", "search", "target___search", "x_amz_bedrock_agentcore_search", "get weather", "get.weather",
        "get/weather", "погода", "🙂", "\ud800", "\udc00", "", "\n", "İ", "i", "K", "k", new string('x', 64), new string('x', 65),
        $"target___{new string('y', 50)}",
    ];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Elements(Known),
        Gen.ArrayOf(Gen.Elements("aA_-. ü🙂\0".ToCharArray())).Select(letters => new string(letters)),
        // What a shortened name looks like.
        from name in Gen.Elements(Known)
        from isPlain in Gen.Elements(true, false)
        select WireNames.Assign([("a", $"{name} ")], isOneServer: true)[0].ToUpperInvariant() + (isPlain ? "" : "_"));

    private static readonly Arbitrary<((string Server, string Tool)[] Tools, bool IsOneServer)> Cases = Arb.From(
        from isOneServer in Gen.Elements(true, false)
        from tools in Gen.ArrayOf(from server in Gen.Elements(Servers) from name in Names select (server, name))
        select (tools.Select(tool => isOneServer ? ("a", tool.name) : tool).Distinct().ToArray(), isOneServer));

    [Fact]
    public void Assign_OfAnyNames_GivesEachToolOneThatBedrockTakesAndNoOtherHas() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
        {
            var names = WireNames.Assign(tried.Tools, tried.IsOneServer);

            names.Count.ShouldBe(tried.Tools.Length);
            names.ShouldAllBe(name => name.Length >= 1 && name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || c == '-'));
            names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Count);
        }));

    [Fact]
    public void Assign_InAnyOrder_GivesTheSameNames() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
            WireNames.Assign([.. tried.Tools.Reverse()], tried.IsOneServer).Reverse()
                .ShouldBe(WireNames.Assign(tried.Tools, tried.IsOneServer))));

    [Fact]
    public void Assign_WhenAToolAppears_RenamesOnlyThoseThatWouldBeCalledTheSame() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
        {
            var names = WireNames.Assign(tried.Tools, tried.IsOneServer);

            var more = WireNames.Assign([("a", "an unrelated tool"), .. tried.Tools, ("a", "unrelated")], tried.IsOneServer);

            more.Skip(1).Take(names.Count).ShouldBe(names);
        }));

    [Theory]
    [InlineData("target___tool", true, "target___tool")]
    [InlineData("target___tool", false, "gateway_target___tool")]
    [InlineData("x_amz_bedrock_agentcore_search", false, "gateway_x_amz_bedrock_agentcore_search")]
    [InlineData("orders___list_the_open_orders_of_a_customer_by_date_of_delivery", false, "orders___list_the_open_orders_of_a_customer_by_date_of_delivery")]
    public void Assign_OfAGatewaysNames_KeepsTheTarget(string tool, bool isOneServer, string expected) =>
        WireNames.Assign([("gateway", tool)], isOneServer).ShouldBe([expected]);
}

using AgentStack.McpServer.Gateway.Names;
using FsCheck;
using FsCheck.Fluent;

namespace AgentStack.McpServer.Tests.Gateway.Names;

public sealed class GatewayNamesTests
{
    private static readonly string[] Known =
    [
        "add", "Add", "ADD", "a___b", "_add", "__", "", "\n", "get weather", "get.weather", "погода", "🙂", "\ud800", "İ", "i", "K", "k",
        new string('x', 64), new string('x', 65), $"target___{new string('y', 50)}",
    ];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Elements(Known),
        Gen.ArrayOf(Gen.Elements("aA_-. ü🙂\0".ToCharArray())).Select(letters => new string(letters)),
        // What a shortened name looks like.
        Gen.Elements(Known).Select(name => GatewayNames.Assign("up", [$"{name} "])[0]["up___".Length..]));

    private static readonly Gen<string> Upstreams = Gen.Elements("up", "u", "up-1", "UP_x", new string('u', 32), "u__p", "-");

    private static readonly Arbitrary<(string Upstream, string[] Names, string[] Reserved)> Cases = Arb.From(
        from upstream in Upstreams
        from names in Gen.ArrayOf(Names)
        from reserved in Gen.ArrayOf(Names)
        select (upstream, names.Distinct().ToArray(), reserved.Select(name => $"{upstream}___{name}").ToArray()));

    [Fact]
    public void Assign_OfAnyNames_GivesEachOneThatModelsTakeAndNoOtherHas() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
        {
            var names = GatewayNames.Assign(tried.Upstream, tried.Names, tried.Reserved);

            names.Count.ShouldBe(tried.Names.Length);
            names.ShouldAllBe(name => name.Length >= 1 && name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || c == '-'));
            names.Concat(tried.Reserved.Distinct(StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Count()
                .ShouldBe(names.Count + tried.Reserved.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            names.ShouldAllBe(name => GatewayNames.UpstreamOf(name) == tried.Upstream);
        }));

    [Fact]
    public void Assign_InAnyOrder_GivesTheSameNames() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
            GatewayNames.Assign(tried.Upstream, [.. tried.Names.Reverse()], tried.Reserved).Reverse()
                .ShouldBe(GatewayNames.Assign(tried.Upstream, tried.Names, tried.Reserved))));

    [Fact]
    public void Assign_WhenANameAppears_KeepsTheOthers() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases, tried =>
            GatewayNames.Assign(tried.Upstream, ["an unrelated one", .. tried.Names], tried.Reserved).Skip(1)
                .ShouldBe(GatewayNames.Assign(tried.Upstream, tried.Names, tried.Reserved))));

    [Fact]
    public void Assign_OfWhatFits_IsTheUpstreamAndTheName() =>
        GatewayNames.Assign("sums", ["add_numbers", "a___b"]).ShouldBe(["sums___add_numbers", "sums___a___b"]);

    [Fact]
    public void Assign_OfANameThatAnOwnToolHas_IsAnother() =>
        GatewayNames.Assign("sums", ["add"], ["SUMS___ADD"])[0].ShouldStartWith("sums___add_");

    [Theory]
    [InlineData("sums", true)]
    [InlineData("a_b", true)]
    [InlineData("a__b", true)]
    [InlineData("a_", false)]
    [InlineData("a___b", false)]
    public void IsUpstream_OfANameInWhichTheMarkIsAmbiguous_IsFalse(string name, bool expected) =>
        GatewayNames.IsUpstream(name).ShouldBe(expected);
}

using AgentStack.Agent.Tools.Names;

namespace AgentStack.Agent.Tests.Tools.Names;

public sealed class WireNamesTests
{
    [Fact]
    public void Assign_ForOneServer_KeepsTheToolsNames() =>
        WireNames.Assign([("tools", "add_numbers"), ("tools", "greet-user")], isOneServer: true)
            .ShouldBe(["add_numbers", "greet-user"]);

    [Fact]
    public void Assign_ForSeveralServers_PutsTheServerFirst() =>
        WireNames.Assign([("math", "add"), ("text", "add")], isOneServer: false).ShouldBe(["math_add", "text_add"]);

    [Fact]
    public void Assign_OfNamesThatDoNotFit_GivesValidStableDistinctOnes()
    {
        (string, string)[] tools =
        [
            ("s", new string('x', 100)), ("s", new string('x', 101)), ("s", "with.dots"), ("s", "with dots"), ("s", ""),
            ("s", "Echo"), ("s", "echo"), ("s", "ünïcode"),
        ];

        var names = WireNames.Assign(tools, isOneServer: true);

        names.ShouldAllBe(name => name.Length >= 1 && name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || c == '-'));
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(tools.Length);
        WireNames.Assign([.. tools.Reverse()], isOneServer: true).Reverse().ShouldBe(names);
    }

    [Fact]
    public void Assign_OfAToolNamedAsAnotherIsShortened_TellsThemApart()
    {
        var shortened = WireNames.Assign([("s", "x y")], isOneServer: true)[0];
        foreach (var plain in new[] { shortened, shortened.ToUpperInvariant() })
        {
            (string, string)[] tools = [("s", "x y"), ("s", plain)];

            var names = WireNames.Assign(tools, isOneServer: true);

            names[0].ShouldNotBe(plain, StringComparer.OrdinalIgnoreCase);
            names[1].ShouldBe(plain, "its own name fits");
            WireNames.Assign([.. tools.Reverse()], isOneServer: true).Reverse().ShouldBe(names);
        }
    }

    [Fact]
    public void Assign_OfANameThatEndsInALineBreak_DoesNotKeepIt() =>
        WireNames.Assign([("s", "add\n")], isOneServer: true)[0].ShouldStartWith("add__");
}

using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests;

/// <summary>docs/agentcore-contract.md names tests; they must be there.</summary>
public sealed partial class ContractPageTests
{
    [Fact]
    public void Page_NamesTestsThatExist()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "agentcore-contract.md"));
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(group => group.Key!, group => string.Concat(group.Select(File.ReadAllText)));

        var named = TestName().Matches(page).Select(match => (Class: match.Groups["class"].Value, Test: match.Groups["test"].Value)).ToList();

        named.Count.ShouldBeGreaterThan(40);
        named.Where(name => !sources.TryGetValue(name.Class, out var source)
                || !source.Contains($" {name.Test}(", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [GeneratedRegex("`(?<class>[A-Za-z]+Tests)\\.(?<test>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}

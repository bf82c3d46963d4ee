using System.Reflection;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests;

/// <summary>Keeps docs/mcp-requirements.md and the tests in step.</summary>
public sealed partial class RequirementTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "mcp-requirements.md");

    /// <summary>All that there are; a row that is dropped from the page is missed here.</summary>
    private static readonly string[] Known =
    [
        "R1", "R2", "R3", "R4", "R4a", "R5", "R6", "R7", "R7a", "R7b", "R7c", "R8", "R9", "R10", "R11", "R12", "R13", "R13a", "R14", "R15", "R15a",
        "R16", "R17", "R18", "R19", "R20", "R21",
        "V1", "V2", "V3", "V3a", "V4", "V5", "V6", "V7", "V8", "V9", "V9a", "V9b", "V10", "V11", "V12", "V13",
        "C1", "C2", "C3", "C4", "C5", "C6",
    ];

    [Fact]
    public void Page_HoldsEveryRequirementOnceWithItsWeightAndWords()
    {
        var rows = Rows();

        rows.Select(row => row.Id).ShouldBe(Known);
        rows.ShouldAllBe(row => row.Weight == "M" || row.Weight == "S");
        rows.ShouldAllBe(row => row.Words.Length > 20);
    }

    [Fact]
    public void Requirement_Each_HasTestsAndExactlyThoseThatThePageNames()
    {
        var marked = Marked();
        foreach (var row in Rows().Where(row => !row.Id.StartsWith('C')))
        {
            var named = Names(row.Tests);
            named.ShouldNotBeEmpty(row.Id);
            marked[row.Id].Order(StringComparer.Ordinal).ShouldBe(named.Order(StringComparer.Ordinal), $"{row.Id}: what is marked, and what the page names");
        }

        marked.Select(group => group.Key).Except(Known).ShouldBeEmpty("marked, and not on the page");
    }

    [Fact]
    public void Requirement_OfClients_HasTestsInTheirProjects()
    {
        foreach (var row in Rows().Where(row => row.Id.StartsWith('C')))
        {
            var tests = OtherTest().Matches(row.Tests);
            tests.ShouldNotBeEmpty(row.Id);
            foreach (var (project, name) in tests.Select(test => (test.Groups["project"].Value, test.Groups["name"].Value)))
            {
                Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", project), "*.cs", SearchOption.AllDirectories)
                    .Any(file => File.ReadAllText(file).Contains($" {name}(", StringComparison.Ordinal))
                    .ShouldBeTrue($"{row.Id}: {project} has no test {name}");
            }
        }
    }

    [Fact]
    public void Requirement_Each_IsKeptInAFileThatIsThere()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileName).ToHashSet();

        Rows().Where(row => !files.Contains(row.File)).Select(row => $"{row.Id}: {row.File}").ShouldBeEmpty();
    }

    private static List<(string Id, string Weight, string Words, string File, string Tests)> Rows() =>
        [.. File.ReadLines(Page)
            .Where(line => Row().IsMatch(line))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[0], cells[1], cells[2], cells[3].Trim('`'), cells[4]))];

    private static ILookup<string, string> Marked() => typeof(RequirementTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FactAttribute)))
        .SelectMany(method => method.GetCustomAttributes<RequirementAttribute>().Select(requirement => (requirement.Id, method.Name)))
        .ToLookup(mark => mark.Id, mark => mark.Name);

    private static List<string> Names(string cell) => [.. Quoted().Matches(cell).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^\| [RVC]\d+[a-z]? \|", RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<project>[A-Za-z.]+): `(?<name>[A-Za-z0-9_]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OtherTest();
}

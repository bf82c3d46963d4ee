using System.Text.Json;
using System.Text.RegularExpressions;
using AgentStack.McpServer.Offers;
using AgentStack.McpServer.Protocol.Subscriptions;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>
/// Each scenario passes that expected.json says passes, and no other: what starts to pass is put on the list, so that
/// it can never silently fail again, and what does not pass has its reason there.
/// </summary>
public sealed partial class ConformanceTests
{
    private static readonly string ExpectedFile = Path.Combine(Repository.Root, "tests", "McpServer.Tests", "Conformance", "expected.json");

    private const string Listening = "listening on";

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task ShippedServer_ConformanceSuite_PassesExactlyWhatIsListed(string requirements)
    {
        await using var process = Subprocess.StartOurs("AgentStack.McpServer", "--urls", "http://127.0.0.1:0");
        await process.WaitForTextAsync(Listening);

        await JudgeAsync("shipped", requirements, new Uri(new Uri(Address().Match(process.Output + process.Error).Value), "/mcp"));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task TestHost_ConformanceSuite_PassesExactlyWhatIsListed(string requirements)
    {
        await using var host = await RunningServer.StartPlainAsync(
            builder => builder.Services
                .AddOffers(typeof(ConformanceTests).Assembly)
                .AddSingleton(TestSchemaTool.Create()));
        host.Changes.Announce(OfferKinds.All);

        await JudgeAsync("host", requirements, host.McpUrl);
    }

    private static async Task JudgeAsync(string server, string requirements, Uri url)
    {
        var results = await ConformanceSuite.RunAsync(url, requirements);
        var expected = Read(server, requirements);
        var passed = results.Where(result => result.Value.Length == 0).Select(result => result.Key).ToHashSet();
        results.Where(result => expected.Passes.Contains(result.Key) && !passed.Contains(result.Key))
            .ShouldBeEmpty("on the list of what passes, and failed");
        passed.Except(expected.Passes).ShouldBeEmpty("passes, and is not on the list of what does");
        expected.Passes.Except(results.Keys).ShouldBeEmpty("on the list of what passes, and did not run");
        results.Keys.Except(expected.Passes).Except(expected.Exceptions.SelectMany(exception => exception.Scenarios))
            .ShouldBeEmpty("fails, and expected.json has no reason for it");
    }

    private static ExpectedResults Read(string server, string requirements)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(ExpectedFile));
        return file.RootElement.GetProperty(server).GetProperty(requirements).Deserialize<ExpectedResults>(JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}

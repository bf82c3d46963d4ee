using System.Net;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.EndToEnd.Tests;

/// <summary>What the Dockerfiles publish starts, and holds nothing that does not belong into an image.</summary>
public sealed partial class PublishTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Agent")]
    [InlineData("McpServer")]
    public async Task Publish_AsTheImageDoes_StartsAndAnswersPing(string project)
    {
        var folder = Directory.CreateTempSubdirectory("agentstack-publish-");
        try
        {
            var publish = await Subprocess.RunAsync("bash", [Path.Combine(Repository.Root, "build", "publish.sh"), project, folder.FullName]);
            publish.ExitCode.ShouldBe(0, publish.Output + publish.Error);

            await using var process = Subprocess.Start(
                "dotnet", [Path.Combine(folder.FullName, $"AgentStack.{project}.dll"), "--urls", "http://127.0.0.1:0"]);
            await process.WaitForTextAsync("Now listening on");
            using var http = new HttpClient();
            using var response = await http.GetAsync(new Uri(new Uri(Address().Match(process.Error).Value), "/ping"), Cancellation);
            await process.SignalAsync("TERM");

            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await process.WaitForExitAsync()).ExitCode.ShouldBe(0);
            folder.EnumerateFiles().Select(file => file.Name)
                .ShouldNotContain(name => name.Contains("LocalAws") || name.Contains("DevStack") || name.Contains("xunit"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Publish_OfTheAgent_HoldsSqliteForBothArchitectures()
    {
        var folder = Directory.CreateTempSubdirectory("agentstack-publish-");
        try
        {
            var publish = await Subprocess.RunAsync("bash", [Path.Combine(Repository.Root, "build", "publish.sh"), "Agent", folder.FullName]);
            publish.ExitCode.ShouldBe(0, publish.Output + publish.Error);

            foreach (var architecture in (string[])["linux-x64", "linux-arm64"])
                File.Exists(Path.Combine(folder.FullName, "runtimes", architecture, "native", "libe_sqlite3.so")).ShouldBeTrue(architecture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Dockerfile.agent", "Agent", "8080")]
    [InlineData("Dockerfile.server", "McpServer", "8000")]
    public async Task Dockerfile_PublishesWithTheSameScriptForArm64AsANumericUser(string file, string project, string port)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Cancellation);

        text.ShouldContain($"RUN build/publish.sh {project} /app");
        text.ShouldContain("ARG PLATFORM=linux/arm64");
        text.ShouldContain($"EXPOSE {port}");
        text.ShouldMatch("(?m)^USER [0-9]+$");
        text.ShouldContain($"\"AgentStack.{project}.dll\"");
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;

namespace AgentStack.DevStack.Tests;

/// <summary>The stack that stays up, as a process.</summary>
public sealed partial class ServeTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_PrintsWhereItIsAndAnswersThere()
    {
        await using var stack = await StartAsync();
        using var http = new HttpClient { BaseAddress = Address(stack, "agent") };
        using var body = new ByteArrayContent("""{"prompt":"What is 6*7?"}"""u8.ToArray());

        using var response = await http.PostAsync("/invocations", body, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("42");
        stack.Error.ShouldContain("export AWS_ENDPOINT_URL=http://127.0.0.1:");
        stack.Error.ShouldContain("export AWS_SECRET_ACCESS_KEY=");
    }

    [Fact]
    public async Task Serve_ToldToStopDuringAStream_LetsTheTurnEnd()
    {
        await using var stack = await StartAsync();
        using var aws = new HttpClient { BaseAddress = Address(stack, "AWS stand-in") };
        using var http = new HttpClient { BaseAddress = Address(stack, "agent") };

        // From the signal on a turn has eight seconds of real time: what a first turn takes longer for is done before.
        using var first = await AskAsync(http);
        await first.Content.ReadAsStringAsync(Cancellation);
        using var delay = await aws.PostAsJsonAsync(
            "/_local/faults", new { operation = "ConverseStream", kind = "delay", delay_ms = 2_000 }, Cancellation);
        using var response = await AskAsync(http);
        await Eventually.TrueAsync(
            async () => await aws.GetStringAsync("/_local/faults", Cancellation) == "[]", "the turn to reach the model");
        await stack.SignalAsync("TERM");
        var stream = await response.Content.ReadAsStringAsync(Cancellation);

        stream.ShouldContain("42");
        stream.ShouldContain("\"type\":\"done\"");
        (await stack.WaitForExitAsync()).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--mcp-port")]
    [InlineData("--aws-port")]
    public async Task Serve_OnAPortThatIsTaken_NamesItAndTheOption(string option)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var others = ((string[])["--port", "--mcp-port", "--aws-port"]).Where(other => other != option)
            .SelectMany(other => (string[])[other, "0"]);

        await using var stack = Subprocess.StartOurs("AgentStack.DevStack", ["serve", option, $"{port}", .. others]);
        var result = await stack.WaitForExitAsync();

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain($"{port}");
        result.Error.ShouldContain($"pass {option}");
        result.Error.ShouldNotContain("   at ");
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new StringContent("\"What is 6*7?\"") };
        request.Headers.Add("Accept", "text/event-stream");
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static async Task<Subprocess> StartAsync()
    {
        var stack = Subprocess.StartOurs("AgentStack.DevStack", "serve", "--port", "0", "--mcp-port", "0", "--aws-port", "0");
        await stack.WaitForTextAsync("invocations?qualifier=DEFAULT");
        return stack;
    }

    private static Uri Address(Subprocess stack, string part) =>
        new(Addresses().Matches(stack.Error).First(match => match.Groups["part"].Value.Trim() == part).Groups["url"].Value);

    [GeneratedRegex("^#   (?<part>agent|MCP server|AWS stand-in) +(?<url>http://[0-9.:]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addresses();
}

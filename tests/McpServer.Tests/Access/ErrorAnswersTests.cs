using System.Text;
using System.Text.RegularExpressions;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.McpServer.Tests.Access;

/// <summary>Everything that this server says no with, searched for what only its makers should see.</summary>
public sealed partial class ErrorAnswersTests
{
    [Fact]
    public async Task Answers_ToAllKindsOfWrongRequests_HoldNothingOfTheInside()
    {
        var clock = new FakeClock();
        await using var issuer = await FakeIssuer.StartAsync(clock);
        await using var stranger = await FakeIssuer.StartAsync(clock);
        await using var server = await RunningServer.StartAsync(
            new()
            {
                ["Access:DiscoveryUrl"] = issuer.DiscoveryUrl.AbsoluteUri,
                ["Access:AllowedClients"] = "client-1",
                ["Access:ToolScopes:odd_count"] = "count",
                ["Access:Limits:ConcurrentRequests"] = "100",
            },
            clock);
        var tokens = new HostileTokens(issuer, stranger, clock);
        var good = ("Authorization", (string?)$"Bearer {issuer.Token()}");
        var answers = new List<WireAnswer>();

        foreach (var name in HostileTokens.Names)
            answers.Add(await server.PostAsync(Messages.ListTools, ("Authorization", $"Bearer {tokens.Make(name)}")));

        foreach (var body in Bodies())
            answers.Add(await server.PostAsync(body, good));

        foreach (var (name, value) in Headers())
            answers.Add(await server.PostAsync(Messages.ListTools, good, (name, value)));

        foreach (var (method, path) in Requests())
            answers.Add(await server.SendAsync(new HttpMethod(method), path, method is "GET" or "HEAD" ? null : "{}", good));

        answers.Count.ShouldBeGreaterThan(100);
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
        foreach (var text in answers.Select(answer => $"{answer.Headers}{answer.Text}"))
            Inside().Matches(text).Select(match => match.Value).ShouldBeEmpty(text);
    }

    [Fact]
    public async Task Answer_WhenTheServerItselfFails_IsAnInternalErrorAndNothingElse()
    {
        await using var server = await RunningServer.StartAsync(configure: builder =>
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, FailingFilter>());

        var answer = await server.SendAsync(HttpMethod.Get, "/fails");

        ((int)answer.Status).ShouldBe(500);
        answer.ErrorCode.ShouldBe(-32603);
        Inside().Matches(answer.Text).ShouldBeEmpty();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    private static IEnumerable<string> Bodies() =>
    [
        "", "{", "[]", "[{}]", "null", "7", "\"a\"", "{}", """{"jsonrpc":"1.0","id":1,"method":"ping"}""",
        """{"jsonrpc":"2.0","id":{},"method":"ping"}""", """{"jsonrpc":"2.0","id":1,"method":7}""",
        """{"jsonrpc":"2.0","id":1,"method":"no/such"}""", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}""", """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""", """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"none"}}""",
        .. new[] { "no_such_tool", "odd_failure", "odd_refusal", "odd_timeout", "odd_number", "odd_question", "odd_count", "odd_arguments", "odd_input" }
            .Select(tool => Messages.Call(tool).ToJsonString()),
        Messages.Call("odd_arguments", """{"count":"x","flag":1,"words":{},"point":"p","label":"long","more":[]}""").ToJsonString(),
        new string('[', 500),
        Encoding.UTF8.GetString([0xEF, 0xBB, 0xBF]) + "{}",
    ];

    private static IEnumerable<(string Name, string Value)> Headers() =>
    [
        ("Accept", "text/html"), ("Content-Type", "text/plain"), ("Origin", "https://evil.example"), ("Host", "evil.example"),
        ("MCP-Protocol-Version", "banana"), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "x"),
    ];

    private static IEnumerable<(string Method, string Path)> Requests() =>
    [
        ("GET", "/mcp"), ("PUT", "/mcp"), ("DELETE", "/mcp"), ("HEAD", "/mcp"), ("POST", "/"), ("POST", "/mcp/more"), ("GET", "/../../etc/passwd"),
        ("POST", "/ping"), ("GET", "/swagger"), ("GET", "/.well-known/none"), ("POST", "/mcp?access_token=a"), ("GET", "/%00"), ("GET", "/%2e%2e"),
    ];

    // Types, methods, files, stack traces.
    [GeneratedRegex(
        @"(System|Microsoft|AgentStack|ModelContextProtocol)\.[A-Z]\w+|\bat [A-Z]\w+\.|\w+Exception\b|\.cs\b|/(src|home|usr|srv|app|work|tmp)/|line \d+|BytePositionInLine",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inside();

    private sealed class FailingFilter : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map("/fails", failing => failing.Run(_ => throw new InvalidOperationException("secret at /srv/app/secret.cs")));
        };
    }
}

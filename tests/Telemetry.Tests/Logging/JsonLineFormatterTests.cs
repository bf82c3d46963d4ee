using System.Diagnostics;
using System.Text.Json;
using AgentStack.Telemetry.Logging;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentStack.Telemetry.Tests.Logging;

public sealed class JsonLineFormatterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 1, 29, 29, 947, TimeSpan.Zero);

    [Fact]
    public void Line_HasThePlatformsMembers()
    {
        using var activity = new Activity("a").SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").Start();
        var scopes = new LoggerExternalScopeProvider();
        using var server = scopes.Push(new Dictionary<string, object> { ["RequestId"] = "0HN:1" });
        using var ours = scopes.Push(new Dictionary<string, object> { ["requestId"] = "r-1", ["sessionId"] = "s-1" });

        var line = Write(LogLevel.Warning, "Tool a\nfailed – \"twice\" \u001b[31m", scopes: scopes);

        line.GetProperty("timestamp").GetString().ShouldBe("2026-11-21T01:29:29.947Z");
        line.GetProperty("level").GetString().ShouldBe("WARNING");
        line.GetProperty("message").GetString().ShouldBe("Tool a\nfailed – \"twice\" \u001b[31m");
        line.GetProperty("logger").GetString().ShouldBe("Some.Category");
        line.GetProperty("requestId").GetString().ShouldBe("r-1");
        line.GetProperty("sessionId").GetString().ShouldBe("s-1");
        line.GetProperty("traceId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        line.GetProperty("spanId").GetString().ShouldBe(activity.SpanId.ToHexString());
        line.TryGetProperty("errorType", out _).ShouldBeFalse();
    }

    [Fact]
    public void Line_WithoutOurScopes_TakesTheServersRequestAndTheBaggagesSession()
    {
        using var activity = new Activity("a").SetBaggage("session.id", "s-2").Start();
        var scopes = new LoggerExternalScopeProvider();
        using var server = scopes.Push(new Dictionary<string, object> { ["RequestId"] = "0HN:1" });

        var line = Write(LogLevel.Information, "x", scopes: scopes);

        line.GetProperty("requestId").GetString().ShouldBe("0HN:1");
        line.GetProperty("sessionId").GetString().ShouldBe("s-2");
    }

    [Fact]
    public void Line_OfAnException_TellsItsTypeMessageStackAndPlace()
    {
        var line = Write(LogLevel.Error, "It failed", Thrown());

        line.GetProperty("level").GetString().ShouldBe("ERROR");
        line.GetProperty("errorType").GetString().ShouldBe("InvalidOperationException");
        line.GetProperty("errorMessage").GetString().ShouldBe("outer");
        var stack = line.GetProperty("stackTrace").EnumerateArray().Select(frame => frame.GetString()!).ToList();
        stack.ShouldContain(frame => frame.Contains("inner", StringComparison.Ordinal));
        line.GetProperty("location").GetString()!.ShouldContain(nameof(Thrown));
    }

    [Theory]
    [InlineData(LogLevel.Trace, "DEBUG")]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARNING")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "CRITICAL")]
    public void Level_IsThePlatformsWord(LogLevel level, string word) =>
        Write(level, "x").GetProperty("level").GetString().ShouldBe(word);

    [Fact]
    public void Values_AreByName()
    {
        KeyValuePair<string, object?>[] state =
            [new("Count", 3), new("Ms", 1.5), new("Bad", double.NaN), new("Yes", true), new("None", null), new("Url", new Uri("http://a/")), new("At", Now), new("{OriginalFormat}", "…")];

        var values = Write(LogLevel.Information, "x", state: state).GetProperty("values");

        values.GetProperty("Count").GetInt32().ShouldBe(3);
        values.GetProperty("Ms").GetDouble().ShouldBe(1.5);
        values.GetProperty("Bad").GetString().ShouldBe("NaN");
        values.GetProperty("Yes").GetBoolean().ShouldBeTrue();
        values.GetProperty("None").ValueKind.ShouldBe(JsonValueKind.Null);
        values.GetProperty("At").GetString().ShouldBe("2026-11-21T01:29:29.947+00:00");
        values.GetProperty("Url").GetString().ShouldBe("http://a/");
        values.EnumerateObject().Count().ShouldBe(7);
    }

    [Theory]
    [InlineData("half a \ud83d emoji")]
    [InlineData("line\u2028and\u2029paragraph\u0085next\0nul")]
    public void Message_OfAnyCharacters_IsOneReadableLine(string message) =>
        Write(LogLevel.Information, message).GetProperty("message").GetString()!.Length.ShouldBe(message.Length);

    private static JsonElement Write(
        LogLevel level, string message, Exception? exception = null, IExternalScopeProvider? scopes = null, object? state = null)
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<object?>(level, "Some.Category", new EventId(0), state, exception, (_, _) => message);
        new JsonLineFormatter(new FakeClock(Now)).Write(entry, scopes, writer);
        var text = writer.ToString();
        text.ShouldEndWith(Environment.NewLine);
        text.TrimEnd('\n').ShouldNotContain('\n');
        return JsonElement.Parse(text);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("outer", new IOException("inner"));
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}

using AgentStack.Telemetry.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Telemetry.Tests.Logging;

public sealed class PlainLineFormatterTests
{
    [Theory]
    [InlineData("GET /x\u001b[31m", "GET /x\\u001b[31m")]
    [InlineData("one\r\ntwo\nthree", "one two three")]
    [InlineData("one\u202etwo\u0007", "one\\u202etwo\\u0007")]
    [InlineData("\u00e9t\u00e9 – ok", "\u00e9t\u00e9 – ok")]
    public void Line_OfAnyText_HoldsNothingThatATerminalObeys(string message, string expected) =>
        Write(message).ShouldBe($"info: Some.Category[7] {expected}{Environment.NewLine}");

    [Fact]
    public void Line_OfAnException_IsOneLineToo() =>
        Write("It failed", new InvalidOperationException("on\u001b[2J\ntwo lines"))
            .ShouldBe($"info: Some.Category[7] It failed System.InvalidOperationException: on\\u001b[2J two lines{Environment.NewLine}");

    private static string Write(string message, Exception? exception = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddPlainLog();
        builder.Services.Configure<SimpleConsoleFormatterOptions>(options => options.ColorBehavior = LoggerColorBehavior.Disabled);
        using var services = builder.Services.BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().Single(known => known.Name == PlainLineFormatter.FormatterName);
        using var line = new StringWriter();
        formatter.Write(
            new LogEntry<string>(LogLevel.Information, "Some.Category", 7, message, exception, (text, _) => text), null, line);
        return line.ToString();
    }
}

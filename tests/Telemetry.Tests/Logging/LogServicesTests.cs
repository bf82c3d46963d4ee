using AgentStack.Telemetry.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AgentStack.Telemetry.Tests.Logging;

public sealed class LogServicesTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void StandardErrorThatNobodyReads_DoesNotHoldTheProcess(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.AddLog();
        using var services = builder.Services.BuildServiceProvider();
        var console = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value;

        console.QueueFullMode.ShouldBe(ConsoleLoggerQueueFullMode.DropWrite);
        console.LogToStandardErrorThreshold.ShouldBe(LogLevel.Trace);
    }

    [Theory]
    [InlineData("Production", "agentcore")]
    [InlineData("Development", "plain")]
    public void AuditLines_HaveAQueueOfTheirOwnAndTheFormatOfAllOthers(string environment, string format)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.AddLog();
        using var services = builder.Services.BuildServiceProvider();
        var rules = services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules;
        var audit = services.GetServices<ILoggerProvider>().OfType<AuditConsole>().Single();

        rules.ShouldContain(rule => rule.CategoryName == LogServices.AuditCategory
            && rule.ProviderName == typeof(ConsoleLoggerProvider).FullName && rule.LogLevel == LogLevel.None);
        audit.CreateLogger(LogServices.AuditCategory).IsEnabled(LogLevel.Information).ShouldBeTrue();
        audit.CreateLogger("Some.Category").IsEnabled(LogLevel.Critical).ShouldBeFalse();
        services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe(format);
    }
}

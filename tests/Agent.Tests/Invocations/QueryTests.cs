namespace AgentStack.Agent.Tests.Invocations;

public sealed class QueryTests
{
    [Fact]
    public async Task QueryOfARequest_IsInNoLogWhateverItsLevel()
    {
        await using var stage = await Stage.StartAsync(
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"));
        using var response = await stage.Http.GetAsync("/ping?token=full-of-secrets", TestContext.Current.CancellationToken);

        response.EnsureSuccessStatusCode();
        stage.Log.Lines.ShouldContain(line => line.StartsWith("Debug Microsoft.AspNetCore", StringComparison.Ordinal));
        stage.Log.Lines.ShouldNotContain(line => line.Contains("full-of-secrets", StringComparison.Ordinal));
    }
}

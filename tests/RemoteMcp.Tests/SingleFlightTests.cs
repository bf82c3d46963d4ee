namespace AgentStack.RemoteMcp.Tests;

public sealed class SingleFlightTests
{
    [Fact]
    public async Task Fetch_IsDoneInNobodysFlow()
    {
        var caller = new AsyncLocal<string?> { Value = "the first" };
        var flight = new SingleFlight<string>(() => Task.FromResult(caller.Value ?? "nobody"));

        (await flight.GetAsync(_ => false, TestContext.Current.CancellationToken)).ShouldBe("nobody");
        caller.Value.ShouldBe("the first");
    }
}

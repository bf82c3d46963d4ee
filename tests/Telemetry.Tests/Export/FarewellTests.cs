using AgentStack.Telemetry.Export;

namespace AgentStack.Telemetry.Tests.Export;

public sealed class FarewellTests
{
    [Theory]
    [InlineData(12, 2)]
    [InlineData(1.5, 1.5)]
    [InlineData(0.3, 1)]
    [InlineData(-3, 1)]
    public void Limit_IsWhatIsLeftOfTheHostsTime(double left, double limit) =>
        Farewell.Default.LimitWith(TimeSpan.FromSeconds(left)).ShouldBe(TimeSpan.FromSeconds(limit));
}

using AgentStack.McpServer.Gateway.Status;

namespace AgentStack.McpServer.Tests.Gateway.Status;

public sealed class CallFiguresTests
{
    [Fact]
    public void Latency_OfMoreCallsThanAreKept_IsThatOfTheLatest()
    {
        var figures = new CallFigures();
        for (var i = 1; i <= 100; i++)
            figures.Answer(TimeSpan.FromHours(1), isRpcError: false, isToolError: false);

        for (var i = 1; i <= CallFigures.Kept; i++)
            figures.Answer(TimeSpan.FromMilliseconds(i), isRpcError: false, isToolError: false);

        figures.Answered.ShouldBe(100 + CallFigures.Kept);
        LatencyStatus.Of(figures.Latencies()).ShouldBe(new LatencyStatus(512, 1014, CallFigures.Kept));
    }

    [Fact]
    public void Latency_OfNoCall_IsNone() => LatencyStatus.Of(new CallFigures().Latencies()).ShouldBeNull();

    [Fact]
    public void Latency_OfOneCall_IsItsOwn()
    {
        var figures = new CallFigures();
        figures.Answer(TimeSpan.FromMilliseconds(7), isRpcError: true, isToolError: false);

        LatencyStatus.Of(figures.Latencies()).ShouldBe(new LatencyStatus(7, 7, 1));
        figures.RpcErrors.ShouldBe(1);
    }
}

using System.Globalization;

namespace AgentStack.GatewayBench.Latency;

/// <summary>What one run showed. Times hold for this machine and this run alone.</summary>
internal sealed record LatencyReport(IReadOnlyList<LatencyLine> Lines)
{
    public bool IsGood => Lines.All(line => line.AddedMedian < line.Limit);

    public override string ToString() => $"""
        {Environment.ProcessorCount} cores, shared by upstream, gateway and callers
        callers  way        calls   p50 ms   p99 ms   added p50   gateway's CPU a call
        {string.Join(Environment.NewLine, Lines.Select(Describe))}
        {(IsGood ? "good" : "NOT good")}
        """;

    private static string Describe(LatencyLine line) => string.Create(CultureInfo.InvariantCulture, $"""
        {line.Callers,7}  direct  {line.Direct.Count,8} {line.Direct.P50,8:0.000} {line.Direct.P99,8:0.000}
        {line.Callers,7}  through {line.Through.Count,8} {line.Through.P50,8:0.000} {line.Through.P99,8:0.000} {line.AddedMedian,8:0.000} ms {line.Processor.TotalMicroseconds,8:0} us
        """);
}

using System.Globalization;

namespace AgentStack.Load;

/// <summary>What one run showed. Times hold for this machine and this run alone.</summary>
internal sealed record LoadReport(
    LoadPlan Plan, Tally Tally, double[] Pings, IReadOnlyList<double> Memory, IReadOnlyList<string> AgentLog)
{
    private const int WarmUpSeconds = 10;
    private const double MostPing = 50;
    private const double MostGrowth = 1.25;

    public bool IsGood => Tally is { Failures: 0, Turns: > 0 } && Percentile(0.99) < MostPing && !(Growth >= MostGrowth);

    /// <summary>Not a number for a run too short to tell: the last ten seconds against the ten after the first ten.</summary>
    private double Growth => Memory.Count >= 3 * WarmUpSeconds
        ? Memory.TakeLast(WarmUpSeconds).Average() / Memory.Skip(WarmUpSeconds).Take(WarmUpSeconds).Average()
        : double.NaN;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Plan.Sessions} sessions for {Plan.Duration.TotalSeconds} s, {Environment.ProcessorCount} cores, a piece each {Plan.ChunkDelay.TotalMilliseconds} ms
        turns           {Tally.Turns} ({Tally.Turns / Plan.Duration.TotalSeconds:0.0} a second), streams open at once: {Tally.MostOpen}
        failures        {Tally.Failures} {string.Join("; ", Tally.Kinds.Select(kind => $"{kind.Value} x {kind.Key}"))}
        /ping           p50 {Percentile(0.50):0.0} ms, p99 {Percentile(0.99):0.0} ms, most {Pings.LastOrDefault():0.0} ms of {Pings.Length}
        agent's memory  {string.Join(" ", Memory.Where((_, second) => second % 5 == 4).Select(size => $"{size:0}"))} MiB, growth x {Growth:0.00}
        agent's log     {string.Join("\n                ", AgentLog.Take(8))}
        {(IsGood ? "good" : "NOT good")}
        """);

    private double Percentile(double share) => Pings.Length == 0 ? double.NaN : Pings[(int)(share * (Pings.Length - 1))];
}

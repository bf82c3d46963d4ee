using System.Globalization;
using System.Text;

namespace AgentStack.GatewayBench.Outage;

/// <summary>What the clients saw, held against what the upstreams ran. Times hold for this machine and this run alone.</summary>
internal sealed class OutageReport(OutagePlan plan, IReadOnlyList<ClientCall> calls, IReadOnlyDictionary<string, int> runs)
{
    /// <summary>How far the other upstream's 99th percentile may move: what one run differs from the next by anyway.</summary>
    private const double MostMove = 1.5;

    public bool IsGood => calls.Count > 0 && Lost == 0 && Unclear == 0 && Doubled == 0 && Untrue == 0 && OthersFailed == 0 && !(Move > MostMove);

    private int Lost => calls.Count(call => call.Ending == Ending.Lost);

    private int Unclear => calls.Count(call => call.Ending == Ending.Unclear);

    private int Doubled => calls.Count(call => call.Tool == CountingTools.Record && RunsOf(call) > 1);

    private int Repeated => calls.Count(call => call.Tool == CountingTools.Look && RunsOf(call) > 1);

    private int Untrue => calls.Count(call =>
        (call.Ending == Ending.Answered && RunsOf(call) == 0) || (call.Ending == Ending.NotRun && RunsOf(call) > 0));

    private int OthersFailed => calls.Count(call => call.Upstream == OutageRun.Steady && call.Ending != Ending.Answered);

    private double Move => TimesOf(OutageRun.Steady, Phase.During).P99
        / Math.Max(TimesOf(OutageRun.Steady, Phase.Before).P99, TimesOf(OutageRun.Steady, Phase.After).P99);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {plan.Clients} clients for {plan.Duration.TotalSeconds} s, half of them each upstream; {OutageRun.Fragile} was killed after {plan.KilledAt.TotalSeconds:0} s and started again after {plan.StartedAt.TotalSeconds:0} s
            {Environment.ProcessorCount} cores, shared by two upstreams, gateway and clients

            upstream  phase     calls  answered  not run  may have run  unclear  lost    p50 ms   p99 ms
            """);
        foreach (var upstream in (string[])[OutageRun.Steady, OutageRun.Fragile])
        {
            foreach (var phase in Enum.GetValues<Phase>())
                text.AppendLine(Describe(upstream, phase));
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"""

            calls that began and ended once   {calls.Count} of {calls.Select(call => call.Id).Distinct().Count()}
            record run more than once         {Doubled}
            look run more than once           {Repeated} (allowed: it says that it may be repeated)
            answered without a run, or run and told as not run   {Untrue}
            {OutageRun.Steady}'s p99 during, against the larger of before and after   x {Move:0.00}
            """);
        foreach (var kind in calls.Where(call => call.Ending != Ending.Answered).GroupBy(call => call.Text).OrderByDescending(kind => kind.Count()).Take(6))
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind.Count(),7} x {kind.Key}");

        return text.Append(IsGood ? "good" : "NOT good").ToString();
    }

    private int RunsOf(ClientCall call) => runs.GetValueOrDefault(call.Id);

    private IEnumerable<ClientCall> Of(string upstream, Phase phase) =>
        calls.Where(call => call.Upstream == upstream && call.Phase == phase);

    private Times TimesOf(string upstream, Phase phase) => Times.Of(Of(upstream, phase).Select(call => call.Milliseconds));

    private string Describe(string upstream, Phase phase)
    {
        var endings = Of(upstream, phase).CountBy(call => call.Ending).ToDictionary();
        var times = TimesOf(upstream, phase);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {upstream,-8}  {phase,-7} {times.Count,7} {Count(Ending.Answered),9} {Count(Ending.NotRun),8} {Count(Ending.MaybeRun),13} {Count(Ending.Unclear),8} {Count(Ending.Lost),5} {times.P50,9:0.00} {times.P99,8:0.00}
            """);

        int Count(Ending ending) => endings.GetValueOrDefault(ending);
    }
}

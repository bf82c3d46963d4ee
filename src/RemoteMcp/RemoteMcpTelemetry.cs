using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentStack.RemoteMcp;

/// <summary>What remote MCP servers cost and how they do, in numbers. Tags hold the names that the settings give, and nothing of an issuer's.</summary>
public sealed class RemoteMcpTelemetry
{
    public const string MeterName = "AgentStack.RemoteMcp";

    private const string Server = "agentstack.tool.server";
    private const string Reason = "agentstack.token.reason";
    private const string Outcome = "agentstack.token.outcome";
    private const string ErrorType = "error.type";

    private static readonly double[] Seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

    private readonly Counter<long> _fetches;
    private readonly Histogram<double> _duration;
    private readonly Counter<double> _cost;

    public RemoteMcpTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _fetches = meter.CreateCounter<long>("agentstack.token.fetches", "{fetch}", "Access tokens that were asked for.");
        _duration = meter.CreateHistogram(
            "agentstack.token.fetch.duration",
            "s",
            "From asking for an access token to having it, with all attempts.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _cost = meter.CreateCounter<double>("agentstack.token.cost", "{USD}", "What access tokens cost, where the price is set.");
    }

    internal void TokenIssued(string server, string reason, TimeSpan time, decimal? price)
    {
        Count(new TagList { { Server, server }, { Reason, reason }, { Outcome, "issued" } }, time);
        if (price is { } each)
            _cost.Add((double)each, new TagList { { Server, server } });
    }

    internal void TokenFailed(string server, string reason, TimeSpan time, string errorType) =>
        Count(new TagList { { Server, server }, { Reason, reason }, { Outcome, "failed" }, { ErrorType, errorType } }, time);

    private void Count(in TagList tags, TimeSpan time)
    {
        _duration.Record(time.TotalSeconds, tags);
        _fetches.Add(1, tags);
    }
}

namespace AgentStack.GatewayBench.Outage;

/// <summary>How many call, and when the upstream is killed and started again: after a third, and after two.</summary>
internal sealed record OutagePlan(int Clients, TimeSpan Duration, TimeSpan Pause)
{
    public TimeSpan KilledAt => Duration / 3;

    public TimeSpan StartedAt => Duration * 2 / 3;

    public Phase PhaseAt(TimeSpan time) => time < KilledAt ? Phase.Before : time < StartedAt ? Phase.During : Phase.After;
}

namespace AgentStack.GatewayBench.Latency;

/// <param name="Callers">How many called at once.</param>
/// <param name="Direct">The tool called at its own server.</param>
/// <param name="Through">The same by way of the gateway.</param>
/// <param name="Processor">What the gateway's process used for a call.</param>
internal sealed record LatencyLine(int Callers, Times Direct, Times Through, TimeSpan Processor)
{
    public double AddedMedian => Through.P50 - Direct.P50;

    /// <summary>In milliseconds: half of one for a caller alone, two for several.</summary>
    public double Limit => Callers == 1 ? 0.5 : 2;
}

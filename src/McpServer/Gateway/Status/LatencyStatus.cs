namespace AgentStack.McpServer.Gateway.Status;

/// <summary>How long the last answers took, in milliseconds, without the time in the queue.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P99">All but a hundredth took no longer.</param>
/// <param name="Answers">How many answers are looked at.</param>
internal sealed record LatencyStatus(double P50, double P99, int Answers)
{
    /// <param name="sorted">Shortest first.</param>
    public static LatencyStatus? Of(IReadOnlyList<TimeSpan> sorted) =>
        sorted.Count == 0 ? null : new LatencyStatus(At(sorted, 0.5), At(sorted, 0.99), sorted.Count);

    private static double At(IReadOnlyList<TimeSpan> sorted, double share) =>
        Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1].TotalMilliseconds, 3);
}

namespace AgentStack.GatewayBench;

/// <summary>How long calls took, in milliseconds.</summary>
internal sealed record Times(int Count, double P50, double P99)
{
    public static Times Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0
            ? new Times(0, double.NaN, double.NaN)
            : new Times(sorted.Length, At(0.50), At(0.99));

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }
}

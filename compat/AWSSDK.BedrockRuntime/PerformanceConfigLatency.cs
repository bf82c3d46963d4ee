using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class PerformanceConfigLatency : ConstantClass
{
    public static readonly PerformanceConfigLatency Standard = new("standard");
    public static readonly PerformanceConfigLatency Optimized = new("optimized");

    public PerformanceConfigLatency(string value)
        : base(value)
    {
    }

    public static PerformanceConfigLatency FindValue(string value) => FindValue<PerformanceConfigLatency>(value);

    public static implicit operator PerformanceConfigLatency(string value) => FindValue(value);
}

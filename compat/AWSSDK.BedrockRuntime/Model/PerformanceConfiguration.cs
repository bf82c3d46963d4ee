namespace Amazon.BedrockRuntime.Model;

public class PerformanceConfiguration
{
    public PerformanceConfigLatency Latency { get; set; }
}

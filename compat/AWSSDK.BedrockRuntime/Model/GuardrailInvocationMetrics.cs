namespace Amazon.BedrockRuntime.Model;

public class GuardrailInvocationMetrics
{
    public long? GuardrailProcessingLatency { get; set; }

    public GuardrailUsage Usage { get; set; }

    public GuardrailCoverage GuardrailCoverage { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailContentFilter
{
    public GuardrailContentFilterType Type { get; set; }

    public GuardrailContentFilterConfidence Confidence { get; set; }

    public GuardrailContentFilterStrength FilterStrength { get; set; }

    public GuardrailContentPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailContextualGroundingFilter
{
    public GuardrailContextualGroundingFilterType Type { get; set; }

    public double? Threshold { get; set; }

    public double? Score { get; set; }

    public GuardrailContextualGroundingPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

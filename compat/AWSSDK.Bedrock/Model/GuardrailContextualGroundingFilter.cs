namespace Amazon.Bedrock.Model;

public class GuardrailContextualGroundingFilter
{
    public GuardrailContextualGroundingFilterType Type { get; set; }

    public double? Threshold { get; set; }

    public GuardrailContextualGroundingAction Action { get; set; }

    public bool? Enabled { get; set; }
}

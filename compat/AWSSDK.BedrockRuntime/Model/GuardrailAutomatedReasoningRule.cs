namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningRule
{
    public string Identifier { get; set; }

    public string PolicyVersionArn { get; set; }
}

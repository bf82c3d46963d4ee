namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningLogicWarning
{
    public GuardrailAutomatedReasoningLogicWarningType Type { get; set; }

    public List<GuardrailAutomatedReasoningStatement> Premises { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAutomatedReasoningStatement> Claims { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

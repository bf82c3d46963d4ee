namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningInvalidFinding
{
    public GuardrailAutomatedReasoningTranslation Translation { get; set; }

    public List<GuardrailAutomatedReasoningRule> ContradictingRules { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailAutomatedReasoningLogicWarning LogicWarning { get; set; }
}

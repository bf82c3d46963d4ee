namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningImpossibleFinding
{
    public GuardrailAutomatedReasoningTranslation Translation { get; set; }

    public List<GuardrailAutomatedReasoningRule> ContradictingRules { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailAutomatedReasoningLogicWarning LogicWarning { get; set; }
}

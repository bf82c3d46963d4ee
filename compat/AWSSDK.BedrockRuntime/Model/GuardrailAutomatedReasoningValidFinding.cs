namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningValidFinding
{
    public GuardrailAutomatedReasoningTranslation Translation { get; set; }

    public GuardrailAutomatedReasoningScenario ClaimsTrueScenario { get; set; }

    public List<GuardrailAutomatedReasoningRule> SupportingRules { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailAutomatedReasoningLogicWarning LogicWarning { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningTranslationAmbiguousFinding
{
    public List<GuardrailAutomatedReasoningTranslationOption> Options { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAutomatedReasoningScenario> DifferenceScenarios { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningTranslationOption
{
    public List<GuardrailAutomatedReasoningTranslation> Translations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

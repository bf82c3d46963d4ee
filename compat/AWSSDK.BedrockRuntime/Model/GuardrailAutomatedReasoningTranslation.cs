namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningTranslation
{
    public List<GuardrailAutomatedReasoningStatement> Premises { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAutomatedReasoningStatement> Claims { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAutomatedReasoningInputTextReference> UntranslatedPremises { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailAutomatedReasoningInputTextReference> UntranslatedClaims { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public double? Confidence { get; set; }
}

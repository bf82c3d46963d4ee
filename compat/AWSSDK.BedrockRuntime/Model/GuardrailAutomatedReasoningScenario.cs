namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningScenario
{
    public List<GuardrailAutomatedReasoningStatement> Statements { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

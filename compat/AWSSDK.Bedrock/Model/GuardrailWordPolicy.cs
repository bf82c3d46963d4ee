namespace Amazon.Bedrock.Model;

public class GuardrailWordPolicy
{
    public List<GuardrailWord> Words { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailManagedWords> ManagedWordLists { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

namespace Amazon.Bedrock.Model;

public class GuardrailContentFilter
{
    public GuardrailContentFilterType Type { get; set; }

    public GuardrailFilterStrength InputStrength { get; set; }

    public GuardrailFilterStrength OutputStrength { get; set; }

    public List<string> InputModalities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> OutputModalities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailContentFilterAction InputAction { get; set; }

    public GuardrailContentFilterAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

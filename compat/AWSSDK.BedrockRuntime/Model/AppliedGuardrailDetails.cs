namespace Amazon.BedrockRuntime.Model;

public class AppliedGuardrailDetails
{
    public string GuardrailId { get; set; }

    public string GuardrailVersion { get; set; }

    public string GuardrailArn { get; set; }

    public List<string> GuardrailOrigin { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public GuardrailOwnership GuardrailOwnership { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailSensitiveInformationPolicyAssessment
{
    public List<GuardrailPiiEntityFilter> PiiEntities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailRegexFilter> Regexes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

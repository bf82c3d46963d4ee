namespace Amazon.Bedrock.Model;

public class GuardrailSensitiveInformationPolicy
{
    public List<GuardrailPiiEntity> PiiEntities { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<GuardrailRegex> Regexes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

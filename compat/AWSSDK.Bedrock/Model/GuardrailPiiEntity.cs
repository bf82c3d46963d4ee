namespace Amazon.Bedrock.Model;

public class GuardrailPiiEntity
{
    public GuardrailPiiEntityType Type { get; set; }

    public GuardrailSensitiveInformationAction Action { get; set; }

    public GuardrailSensitiveInformationAction InputAction { get; set; }

    public GuardrailSensitiveInformationAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

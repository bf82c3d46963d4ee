namespace Amazon.Bedrock.Model;

public class GuardrailRegex
{
    public string Name { get; set; }

    public string Description { get; set; }

    public string Pattern { get; set; }

    public GuardrailSensitiveInformationAction Action { get; set; }

    public GuardrailSensitiveInformationAction InputAction { get; set; }

    public GuardrailSensitiveInformationAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

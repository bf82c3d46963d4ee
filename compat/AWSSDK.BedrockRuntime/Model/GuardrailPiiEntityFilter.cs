namespace Amazon.BedrockRuntime.Model;

public class GuardrailPiiEntityFilter
{
    public string Match { get; set; }

    public GuardrailPiiEntityType Type { get; set; }

    public GuardrailSensitiveInformationPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailRegexFilter
{
    public string Name { get; set; }

    public string Match { get; set; }

    public string Regex { get; set; }

    public GuardrailSensitiveInformationPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

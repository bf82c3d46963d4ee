namespace Amazon.BedrockRuntime.Model;

public class GuardrailStreamConfiguration
{
    public string GuardrailIdentifier { get; set; }

    public string GuardrailVersion { get; set; }

    public GuardrailTrace Trace { get; set; }

    public GuardrailStreamProcessingMode StreamProcessingMode { get; set; }
}

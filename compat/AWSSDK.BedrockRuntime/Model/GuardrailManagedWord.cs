namespace Amazon.BedrockRuntime.Model;

public class GuardrailManagedWord
{
    public string Match { get; set; }

    public GuardrailManagedWordType Type { get; set; }

    public GuardrailWordPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

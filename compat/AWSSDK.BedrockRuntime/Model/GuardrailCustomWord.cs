namespace Amazon.BedrockRuntime.Model;

public class GuardrailCustomWord
{
    public string Match { get; set; }

    public GuardrailWordPolicyAction Action { get; set; }

    public bool? Detected { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailAutomatedReasoningInputTextReference
{
    public string Text { get; set; }
}

namespace Amazon.BedrockRuntime.Model;

public class GuardrailOutputContent
{
    public string Text { get; set; }
}

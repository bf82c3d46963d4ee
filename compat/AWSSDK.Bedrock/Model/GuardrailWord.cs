namespace Amazon.Bedrock.Model;

public class GuardrailWord
{
    public string Text { get; set; }

    public GuardrailWordAction InputAction { get; set; }

    public GuardrailWordAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

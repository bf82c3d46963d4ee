namespace Amazon.Bedrock.Model;

public class GuardrailManagedWords
{
    public GuardrailManagedWordsType Type { get; set; }

    public GuardrailWordAction InputAction { get; set; }

    public GuardrailWordAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

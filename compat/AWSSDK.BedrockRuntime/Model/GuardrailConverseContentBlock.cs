namespace Amazon.BedrockRuntime.Model;

public class GuardrailConverseContentBlock
{
    public GuardrailConverseTextBlock Text { get; set; }

    public GuardrailConverseImageBlock Image { get; set; }
}

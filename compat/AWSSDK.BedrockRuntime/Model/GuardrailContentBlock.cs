namespace Amazon.BedrockRuntime.Model;

public class GuardrailContentBlock
{
    public GuardrailTextBlock Text { get; set; }

    public GuardrailImageBlock Image { get; set; }
}

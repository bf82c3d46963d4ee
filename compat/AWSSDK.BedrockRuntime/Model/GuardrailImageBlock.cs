namespace Amazon.BedrockRuntime.Model;

public class GuardrailImageBlock
{
    public GuardrailImageFormat Format { get; set; }

    public GuardrailImageSource Source { get; set; }
}

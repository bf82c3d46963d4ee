namespace Amazon.BedrockRuntime.Model;

public class GuardrailConverseImageBlock
{
    public GuardrailConverseImageFormat Format { get; set; }

    public GuardrailConverseImageSource Source { get; set; }
}

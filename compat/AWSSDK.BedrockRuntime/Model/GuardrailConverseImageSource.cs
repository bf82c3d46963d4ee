namespace Amazon.BedrockRuntime.Model;

public class GuardrailConverseImageSource
{
    public MemoryStream Bytes { get; set; }
}

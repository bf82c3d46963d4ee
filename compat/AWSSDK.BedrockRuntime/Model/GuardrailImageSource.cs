namespace Amazon.BedrockRuntime.Model;

public class GuardrailImageSource
{
    public MemoryStream Bytes { get; set; }
}

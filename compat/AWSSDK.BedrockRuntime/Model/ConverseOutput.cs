namespace Amazon.BedrockRuntime.Model;

public class ConverseOutput
{
    public Message Message { get; set; }
}

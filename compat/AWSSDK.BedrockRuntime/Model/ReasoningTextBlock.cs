namespace Amazon.BedrockRuntime.Model;

public class ReasoningTextBlock
{
    public string Text { get; set; }

    public string Signature { get; set; }
}

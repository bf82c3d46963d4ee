namespace Amazon.BedrockRuntime.Model;

public class ReasoningContentBlockDelta
{
    public string Text { get; set; }

    public MemoryStream RedactedContent { get; set; }

    public string Signature { get; set; }
}

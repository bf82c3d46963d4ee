namespace Amazon.BedrockRuntime.Model;

public class ReasoningContentBlock
{
    public ReasoningTextBlock ReasoningText { get; set; }

    public MemoryStream RedactedContent { get; set; }
}

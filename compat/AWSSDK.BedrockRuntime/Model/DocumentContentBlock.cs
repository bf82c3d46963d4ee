namespace Amazon.BedrockRuntime.Model;

public class DocumentContentBlock
{
    public string Text { get; set; }
}

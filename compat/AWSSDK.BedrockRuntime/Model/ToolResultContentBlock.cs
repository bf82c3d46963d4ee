using Amazon.Runtime.Documents;

namespace Amazon.BedrockRuntime.Model;

public class ToolResultContentBlock
{
    public Document Json { get; set; }

    public string Text { get; set; }

    public ImageBlock Image { get; set; }

    public DocumentBlock Document { get; set; }
}

using Amazon.Runtime.Documents;

namespace Amazon.BedrockRuntime.Model;

public class ToolInputSchema
{
    public Document Json { get; set; }
}

using Amazon.Runtime.Documents;

namespace Amazon.BedrockAgentCore.Model;

public class PayloadType
{
    public Document Blob { get; set; }

    public Conversational Conversational { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

public class MetadataValue
{
    public string StringValue { get; set; }
}

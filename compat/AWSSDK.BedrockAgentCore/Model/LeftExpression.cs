namespace Amazon.BedrockAgentCore.Model;

public class LeftExpression
{
    public string MetadataKey { get; set; }
}

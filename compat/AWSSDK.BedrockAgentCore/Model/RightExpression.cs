namespace Amazon.BedrockAgentCore.Model;

public class RightExpression
{
    public MetadataValue MetadataValue { get; set; }
}

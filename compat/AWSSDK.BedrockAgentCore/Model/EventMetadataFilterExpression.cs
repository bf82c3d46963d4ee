namespace Amazon.BedrockAgentCore.Model;

public class EventMetadataFilterExpression
{
    public LeftExpression Left { get; set; }

    public OperatorType Operator { get; set; }

    public RightExpression Right { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

public class ValidationExceptionField
{
    public string Message { get; set; }

    public string Name { get; set; }
}

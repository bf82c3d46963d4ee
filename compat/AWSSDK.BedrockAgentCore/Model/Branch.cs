namespace Amazon.BedrockAgentCore.Model;

public class Branch
{
    public string Name { get; set; }

    public string RootEventId { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

public class Content
{
    public string Text { get; set; }
}

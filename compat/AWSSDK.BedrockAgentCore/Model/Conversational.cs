namespace Amazon.BedrockAgentCore.Model;

public class Conversational
{
    public Content Content { get; set; }

    public Role Role { get; set; }
}

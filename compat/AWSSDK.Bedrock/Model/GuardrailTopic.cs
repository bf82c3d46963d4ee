namespace Amazon.Bedrock.Model;

public class GuardrailTopic
{
    public string Name { get; set; }

    public string Definition { get; set; }

    public GuardrailTopicType Type { get; set; }

    public GuardrailTopicAction InputAction { get; set; }

    public GuardrailTopicAction OutputAction { get; set; }

    public bool? InputEnabled { get; set; }

    public bool? OutputEnabled { get; set; }
}

using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailTopicAction : ConstantClass
{
    public static readonly GuardrailTopicAction BLOCK = new("BLOCK");
    public static readonly GuardrailTopicAction NONE = new("NONE");

    public GuardrailTopicAction(string value)
        : base(value)
    {
    }

    public static GuardrailTopicAction FindValue(string value) => FindValue<GuardrailTopicAction>(value);

    public static implicit operator GuardrailTopicAction(string value) => FindValue(value);
}

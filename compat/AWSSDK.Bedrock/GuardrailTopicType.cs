using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailTopicType : ConstantClass
{
    public static readonly GuardrailTopicType DENY = new("DENY");

    public GuardrailTopicType(string value)
        : base(value)
    {
    }

    public static GuardrailTopicType FindValue(string value) => FindValue<GuardrailTopicType>(value);

    public static implicit operator GuardrailTopicType(string value) => FindValue(value);
}

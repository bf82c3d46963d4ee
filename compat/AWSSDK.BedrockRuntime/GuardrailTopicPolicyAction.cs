using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailTopicPolicyAction : ConstantClass
{
    public static readonly GuardrailTopicPolicyAction BLOCKED = new("BLOCKED");
    public static readonly GuardrailTopicPolicyAction NONE = new("NONE");

    public GuardrailTopicPolicyAction(string value)
        : base(value)
    {
    }

    public static GuardrailTopicPolicyAction FindValue(string value) => FindValue<GuardrailTopicPolicyAction>(value);

    public static implicit operator GuardrailTopicPolicyAction(string value) => FindValue(value);
}

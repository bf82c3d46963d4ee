using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailWordPolicyAction : ConstantClass
{
    public static readonly GuardrailWordPolicyAction BLOCKED = new("BLOCKED");
    public static readonly GuardrailWordPolicyAction NONE = new("NONE");

    public GuardrailWordPolicyAction(string value)
        : base(value)
    {
    }

    public static GuardrailWordPolicyAction FindValue(string value) => FindValue<GuardrailWordPolicyAction>(value);

    public static implicit operator GuardrailWordPolicyAction(string value) => FindValue(value);
}

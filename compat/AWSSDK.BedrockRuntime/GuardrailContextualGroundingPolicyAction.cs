using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailContextualGroundingPolicyAction : ConstantClass
{
    public static readonly GuardrailContextualGroundingPolicyAction BLOCKED = new("BLOCKED");
    public static readonly GuardrailContextualGroundingPolicyAction NONE = new("NONE");

    public GuardrailContextualGroundingPolicyAction(string value)
        : base(value)
    {
    }

    public static GuardrailContextualGroundingPolicyAction FindValue(string value) => FindValue<GuardrailContextualGroundingPolicyAction>(value);

    public static implicit operator GuardrailContextualGroundingPolicyAction(string value) => FindValue(value);
}

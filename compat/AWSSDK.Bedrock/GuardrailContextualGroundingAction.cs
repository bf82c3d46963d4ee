using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailContextualGroundingAction : ConstantClass
{
    public static readonly GuardrailContextualGroundingAction BLOCK = new("BLOCK");
    public static readonly GuardrailContextualGroundingAction NONE = new("NONE");

    public GuardrailContextualGroundingAction(string value)
        : base(value)
    {
    }

    public static GuardrailContextualGroundingAction FindValue(string value) => FindValue<GuardrailContextualGroundingAction>(value);

    public static implicit operator GuardrailContextualGroundingAction(string value) => FindValue(value);
}

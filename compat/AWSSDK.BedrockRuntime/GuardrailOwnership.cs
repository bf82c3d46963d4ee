using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailOwnership : ConstantClass
{
    public static readonly GuardrailOwnership SELF = new("SELF");
    public static readonly GuardrailOwnership CROSS_ACCOUNT = new("CROSS_ACCOUNT");

    public GuardrailOwnership(string value)
        : base(value)
    {
    }

    public static GuardrailOwnership FindValue(string value) => FindValue<GuardrailOwnership>(value);

    public static implicit operator GuardrailOwnership(string value) => FindValue(value);
}

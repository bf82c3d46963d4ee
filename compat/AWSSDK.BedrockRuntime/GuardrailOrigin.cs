using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailOrigin : ConstantClass
{
    public static readonly GuardrailOrigin REQUEST = new("REQUEST");
    public static readonly GuardrailOrigin ACCOUNT_ENFORCED = new("ACCOUNT_ENFORCED");
    public static readonly GuardrailOrigin ORGANIZATION_ENFORCED = new("ORGANIZATION_ENFORCED");

    public GuardrailOrigin(string value)
        : base(value)
    {
    }

    public static GuardrailOrigin FindValue(string value) => FindValue<GuardrailOrigin>(value);

    public static implicit operator GuardrailOrigin(string value) => FindValue(value);
}

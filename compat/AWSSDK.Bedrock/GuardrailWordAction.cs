using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailWordAction : ConstantClass
{
    public static readonly GuardrailWordAction BLOCK = new("BLOCK");
    public static readonly GuardrailWordAction NONE = new("NONE");

    public GuardrailWordAction(string value)
        : base(value)
    {
    }

    public static GuardrailWordAction FindValue(string value) => FindValue<GuardrailWordAction>(value);

    public static implicit operator GuardrailWordAction(string value) => FindValue(value);
}

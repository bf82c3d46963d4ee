using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailContentFilterAction : ConstantClass
{
    public static readonly GuardrailContentFilterAction BLOCK = new("BLOCK");
    public static readonly GuardrailContentFilterAction NONE = new("NONE");

    public GuardrailContentFilterAction(string value)
        : base(value)
    {
    }

    public static GuardrailContentFilterAction FindValue(string value) => FindValue<GuardrailContentFilterAction>(value);

    public static implicit operator GuardrailContentFilterAction(string value) => FindValue(value);
}

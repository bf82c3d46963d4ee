using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailAction : ConstantClass
{
    public static readonly GuardrailAction NONE = new("NONE");
    public static readonly GuardrailAction GUARDRAIL_INTERVENED = new("GUARDRAIL_INTERVENED");

    public GuardrailAction(string value)
        : base(value)
    {
    }

    public static GuardrailAction FindValue(string value) => FindValue<GuardrailAction>(value);

    public static implicit operator GuardrailAction(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailContentFilterType : ConstantClass
{
    public static readonly GuardrailContentFilterType SEXUAL = new("SEXUAL");
    public static readonly GuardrailContentFilterType VIOLENCE = new("VIOLENCE");
    public static readonly GuardrailContentFilterType HATE = new("HATE");
    public static readonly GuardrailContentFilterType INSULTS = new("INSULTS");
    public static readonly GuardrailContentFilterType MISCONDUCT = new("MISCONDUCT");
    public static readonly GuardrailContentFilterType PROMPT_ATTACK = new("PROMPT_ATTACK");

    public GuardrailContentFilterType(string value)
        : base(value)
    {
    }

    public static GuardrailContentFilterType FindValue(string value) => FindValue<GuardrailContentFilterType>(value);

    public static implicit operator GuardrailContentFilterType(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailFilterStrength : ConstantClass
{
    public static readonly GuardrailFilterStrength NONE = new("NONE");
    public static readonly GuardrailFilterStrength LOW = new("LOW");
    public static readonly GuardrailFilterStrength MEDIUM = new("MEDIUM");
    public static readonly GuardrailFilterStrength HIGH = new("HIGH");

    public GuardrailFilterStrength(string value)
        : base(value)
    {
    }

    public static GuardrailFilterStrength FindValue(string value) => FindValue<GuardrailFilterStrength>(value);

    public static implicit operator GuardrailFilterStrength(string value) => FindValue(value);
}

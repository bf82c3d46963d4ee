using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailContentFilterStrength : ConstantClass
{
    public static readonly GuardrailContentFilterStrength NONE = new("NONE");
    public static readonly GuardrailContentFilterStrength LOW = new("LOW");
    public static readonly GuardrailContentFilterStrength MEDIUM = new("MEDIUM");
    public static readonly GuardrailContentFilterStrength HIGH = new("HIGH");

    public GuardrailContentFilterStrength(string value)
        : base(value)
    {
    }

    public static GuardrailContentFilterStrength FindValue(string value) => FindValue<GuardrailContentFilterStrength>(value);

    public static implicit operator GuardrailContentFilterStrength(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailContentFilterConfidence : ConstantClass
{
    public static readonly GuardrailContentFilterConfidence NONE = new("NONE");
    public static readonly GuardrailContentFilterConfidence LOW = new("LOW");
    public static readonly GuardrailContentFilterConfidence MEDIUM = new("MEDIUM");
    public static readonly GuardrailContentFilterConfidence HIGH = new("HIGH");

    public GuardrailContentFilterConfidence(string value)
        : base(value)
    {
    }

    public static GuardrailContentFilterConfidence FindValue(string value) => FindValue<GuardrailContentFilterConfidence>(value);

    public static implicit operator GuardrailContentFilterConfidence(string value) => FindValue(value);
}

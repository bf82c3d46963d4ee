using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailContentFiltersTierName : ConstantClass
{
    public static readonly GuardrailContentFiltersTierName CLASSIC = new("CLASSIC");
    public static readonly GuardrailContentFiltersTierName STANDARD = new("STANDARD");

    public GuardrailContentFiltersTierName(string value)
        : base(value)
    {
    }

    public static GuardrailContentFiltersTierName FindValue(string value) => FindValue<GuardrailContentFiltersTierName>(value);

    public static implicit operator GuardrailContentFiltersTierName(string value) => FindValue(value);
}

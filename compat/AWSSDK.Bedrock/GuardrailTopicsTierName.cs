using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailTopicsTierName : ConstantClass
{
    public static readonly GuardrailTopicsTierName CLASSIC = new("CLASSIC");
    public static readonly GuardrailTopicsTierName STANDARD = new("STANDARD");

    public GuardrailTopicsTierName(string value)
        : base(value)
    {
    }

    public static GuardrailTopicsTierName FindValue(string value) => FindValue<GuardrailTopicsTierName>(value);

    public static implicit operator GuardrailTopicsTierName(string value) => FindValue(value);
}

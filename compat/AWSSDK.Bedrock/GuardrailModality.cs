using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailModality : ConstantClass
{
    public static readonly GuardrailModality TEXT = new("TEXT");
    public static readonly GuardrailModality IMAGE = new("IMAGE");

    public GuardrailModality(string value)
        : base(value)
    {
    }

    public static GuardrailModality FindValue(string value) => FindValue<GuardrailModality>(value);

    public static implicit operator GuardrailModality(string value) => FindValue(value);
}

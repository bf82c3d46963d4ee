using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailImageFormat : ConstantClass
{
    public static readonly GuardrailImageFormat Png = new("png");
    public static readonly GuardrailImageFormat Jpeg = new("jpeg");

    public GuardrailImageFormat(string value)
        : base(value)
    {
    }

    public static GuardrailImageFormat FindValue(string value) => FindValue<GuardrailImageFormat>(value);

    public static implicit operator GuardrailImageFormat(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailConverseImageFormat : ConstantClass
{
    public static readonly GuardrailConverseImageFormat Png = new("png");
    public static readonly GuardrailConverseImageFormat Jpeg = new("jpeg");

    public GuardrailConverseImageFormat(string value)
        : base(value)
    {
    }

    public static GuardrailConverseImageFormat FindValue(string value) => FindValue<GuardrailConverseImageFormat>(value);

    public static implicit operator GuardrailConverseImageFormat(string value) => FindValue(value);
}

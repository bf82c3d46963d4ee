using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailSensitiveInformationAction : ConstantClass
{
    public static readonly GuardrailSensitiveInformationAction BLOCK = new("BLOCK");
    public static readonly GuardrailSensitiveInformationAction ANONYMIZE = new("ANONYMIZE");
    public static readonly GuardrailSensitiveInformationAction NONE = new("NONE");

    public GuardrailSensitiveInformationAction(string value)
        : base(value)
    {
    }

    public static GuardrailSensitiveInformationAction FindValue(string value) => FindValue<GuardrailSensitiveInformationAction>(value);

    public static implicit operator GuardrailSensitiveInformationAction(string value) => FindValue(value);
}

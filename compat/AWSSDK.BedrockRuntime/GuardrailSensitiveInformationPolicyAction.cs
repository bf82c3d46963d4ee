using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailSensitiveInformationPolicyAction : ConstantClass
{
    public static readonly GuardrailSensitiveInformationPolicyAction ANONYMIZED = new("ANONYMIZED");
    public static readonly GuardrailSensitiveInformationPolicyAction BLOCKED = new("BLOCKED");
    public static readonly GuardrailSensitiveInformationPolicyAction NONE = new("NONE");

    public GuardrailSensitiveInformationPolicyAction(string value)
        : base(value)
    {
    }

    public static GuardrailSensitiveInformationPolicyAction FindValue(string value) => FindValue<GuardrailSensitiveInformationPolicyAction>(value);

    public static implicit operator GuardrailSensitiveInformationPolicyAction(string value) => FindValue(value);
}

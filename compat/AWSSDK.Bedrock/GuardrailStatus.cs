using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailStatus : ConstantClass
{
    public static readonly GuardrailStatus CREATING = new("CREATING");
    public static readonly GuardrailStatus UPDATING = new("UPDATING");
    public static readonly GuardrailStatus VERSIONING = new("VERSIONING");
    public static readonly GuardrailStatus READY = new("READY");
    public static readonly GuardrailStatus FAILED = new("FAILED");
    public static readonly GuardrailStatus DELETING = new("DELETING");

    public GuardrailStatus(string value)
        : base(value)
    {
    }

    public static GuardrailStatus FindValue(string value) => FindValue<GuardrailStatus>(value);

    public static implicit operator GuardrailStatus(string value) => FindValue(value);
}

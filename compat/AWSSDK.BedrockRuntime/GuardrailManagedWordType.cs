using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailManagedWordType : ConstantClass
{
    public static readonly GuardrailManagedWordType PROFANITY = new("PROFANITY");

    public GuardrailManagedWordType(string value)
        : base(value)
    {
    }

    public static GuardrailManagedWordType FindValue(string value) => FindValue<GuardrailManagedWordType>(value);

    public static implicit operator GuardrailManagedWordType(string value) => FindValue(value);
}

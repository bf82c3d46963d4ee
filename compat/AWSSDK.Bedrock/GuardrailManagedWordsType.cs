using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailManagedWordsType : ConstantClass
{
    public static readonly GuardrailManagedWordsType PROFANITY = new("PROFANITY");

    public GuardrailManagedWordsType(string value)
        : base(value)
    {
    }

    public static GuardrailManagedWordsType FindValue(string value) => FindValue<GuardrailManagedWordsType>(value);

    public static implicit operator GuardrailManagedWordsType(string value) => FindValue(value);
}

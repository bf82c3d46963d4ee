using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailStreamProcessingMode : ConstantClass
{
    public static readonly GuardrailStreamProcessingMode Sync = new("sync");
    public static readonly GuardrailStreamProcessingMode Async = new("async");

    public GuardrailStreamProcessingMode(string value)
        : base(value)
    {
    }

    public static GuardrailStreamProcessingMode FindValue(string value) => FindValue<GuardrailStreamProcessingMode>(value);

    public static implicit operator GuardrailStreamProcessingMode(string value) => FindValue(value);
}

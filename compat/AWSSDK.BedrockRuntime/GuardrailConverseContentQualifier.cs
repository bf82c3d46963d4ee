using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailConverseContentQualifier : ConstantClass
{
    public static readonly GuardrailConverseContentQualifier Grounding_source = new("grounding_source");
    public static readonly GuardrailConverseContentQualifier Query = new("query");
    public static readonly GuardrailConverseContentQualifier Guard_content = new("guard_content");

    public GuardrailConverseContentQualifier(string value)
        : base(value)
    {
    }

    public static GuardrailConverseContentQualifier FindValue(string value) => FindValue<GuardrailConverseContentQualifier>(value);

    public static implicit operator GuardrailConverseContentQualifier(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailContentQualifier : ConstantClass
{
    public static readonly GuardrailContentQualifier grounding_source = new("grounding_source");
    public static readonly GuardrailContentQualifier query = new("query");
    public static readonly GuardrailContentQualifier guard_content = new("guard_content");

    public GuardrailContentQualifier(string value)
        : base(value)
    {
    }

    public static GuardrailContentQualifier FindValue(string value) => FindValue<GuardrailContentQualifier>(value);

    public static implicit operator GuardrailContentQualifier(string value) => FindValue(value);
}

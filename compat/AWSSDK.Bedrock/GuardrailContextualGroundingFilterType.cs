using Amazon.Runtime;

namespace Amazon.Bedrock;

public class GuardrailContextualGroundingFilterType : ConstantClass
{
    public static readonly GuardrailContextualGroundingFilterType GROUNDING = new("GROUNDING");
    public static readonly GuardrailContextualGroundingFilterType RELEVANCE = new("RELEVANCE");

    public GuardrailContextualGroundingFilterType(string value)
        : base(value)
    {
    }

    public static GuardrailContextualGroundingFilterType FindValue(string value) => FindValue<GuardrailContextualGroundingFilterType>(value);

    public static implicit operator GuardrailContextualGroundingFilterType(string value) => FindValue(value);
}

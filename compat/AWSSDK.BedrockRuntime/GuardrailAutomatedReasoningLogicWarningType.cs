using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailAutomatedReasoningLogicWarningType : ConstantClass
{
    public static readonly GuardrailAutomatedReasoningLogicWarningType ALWAYS_FALSE = new("ALWAYS_FALSE");
    public static readonly GuardrailAutomatedReasoningLogicWarningType ALWAYS_TRUE = new("ALWAYS_TRUE");

    public GuardrailAutomatedReasoningLogicWarningType(string value)
        : base(value)
    {
    }

    public static GuardrailAutomatedReasoningLogicWarningType FindValue(string value) => FindValue<GuardrailAutomatedReasoningLogicWarningType>(value);

    public static implicit operator GuardrailAutomatedReasoningLogicWarningType(string value) => FindValue(value);
}

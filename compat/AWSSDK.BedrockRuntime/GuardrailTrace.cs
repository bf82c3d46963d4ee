using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class GuardrailTrace : ConstantClass
{
    public static readonly GuardrailTrace Enabled = new("enabled");
    public static readonly GuardrailTrace Disabled = new("disabled");
    public static readonly GuardrailTrace Enabled_full = new("enabled_full");

    public GuardrailTrace(string value)
        : base(value)
    {
    }

    public static GuardrailTrace FindValue(string value) => FindValue<GuardrailTrace>(value);

    public static implicit operator GuardrailTrace(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public class OperatorType : ConstantClass
{
    public static readonly OperatorType EQUALS_TO = new("EQUALS_TO");
    public static readonly OperatorType EXISTS = new("EXISTS");
    public static readonly OperatorType NOT_EXISTS = new("NOT_EXISTS");

    public OperatorType(string value)
        : base(value)
    {
    }

    public static OperatorType FindValue(string value) => FindValue<OperatorType>(value);

    public static implicit operator OperatorType(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

public class Role : ConstantClass
{
    public static readonly Role ASSISTANT = new("ASSISTANT");
    public static readonly Role OTHER = new("OTHER");
    public static readonly Role TOOL = new("TOOL");
    public static readonly Role USER = new("USER");

    public Role(string value)
        : base(value)
    {
    }

    public static Role FindValue(string value) => FindValue<Role>(value);

    public static implicit operator Role(string value) => FindValue(value);
}

using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class ToolUseType : ConstantClass
{
    public static readonly ToolUseType Server_tool_use = new("server_tool_use");

    public ToolUseType(string value)
        : base(value)
    {
    }

    public static ToolUseType FindValue(string value) => FindValue<ToolUseType>(value);

    public static implicit operator ToolUseType(string value) => FindValue(value);
}

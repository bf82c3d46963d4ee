using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class OutputFormatType : ConstantClass
{
    public static readonly OutputFormatType Json_schema = new("json_schema");

    public OutputFormatType(string value)
        : base(value)
    {
    }

    public static OutputFormatType FindValue(string value) => FindValue<OutputFormatType>(value);

    public static implicit operator OutputFormatType(string value) => FindValue(value);
}

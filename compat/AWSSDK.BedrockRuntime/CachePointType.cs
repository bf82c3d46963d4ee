using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class CachePointType : ConstantClass
{
    public static readonly CachePointType Default = new("default");

    public CachePointType(string value)
        : base(value)
    {
    }

    public static CachePointType FindValue(string value) => FindValue<CachePointType>(value);

    public static implicit operator CachePointType(string value) => FindValue(value);
}

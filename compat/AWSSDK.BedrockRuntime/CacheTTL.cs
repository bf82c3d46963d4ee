using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class CacheTTL : ConstantClass
{
    public CacheTTL(string value)
        : base(value)
    {
    }

    public static CacheTTL FindValue(string value) => FindValue<CacheTTL>(value);

    public static implicit operator CacheTTL(string value) => FindValue(value);
}

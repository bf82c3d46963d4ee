using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class CacheTTL : ConstantClass
{
    public static readonly CacheTTL FIVE_MINUTES = new("5m");
    public static readonly CacheTTL ONE_HOUR = new("1h");

    public CacheTTL(string value)
        : base(value)
    {
    }

    public static CacheTTL FindValue(string value) => FindValue<CacheTTL>(value);

    public static implicit operator CacheTTL(string value) => FindValue(value);
}

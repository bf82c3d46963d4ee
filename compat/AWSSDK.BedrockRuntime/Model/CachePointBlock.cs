namespace Amazon.BedrockRuntime.Model;

public class CachePointBlock
{
    public CachePointType Type { get; set; }

    public CacheTTL Ttl { get; set; }
}

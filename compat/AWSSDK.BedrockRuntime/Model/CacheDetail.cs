namespace Amazon.BedrockRuntime.Model;

public class CacheDetail
{
    public CacheTTL Ttl { get; set; }

    public int? InputTokens { get; set; }
}

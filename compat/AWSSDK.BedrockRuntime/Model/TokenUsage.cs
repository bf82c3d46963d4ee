namespace Amazon.BedrockRuntime.Model;

public class TokenUsage
{
    public int? InputTokens { get; set; }

    public int? OutputTokens { get; set; }

    public int? TotalTokens { get; set; }

    public int? CacheReadInputTokens { get; set; }

    public int? CacheWriteInputTokens { get; set; }

    public List<CacheDetail> CacheDetails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

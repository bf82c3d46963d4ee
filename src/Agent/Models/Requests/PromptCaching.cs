using Amazon.BedrockRuntime;

namespace AgentStack.Agent.Models.Requests;

/// <summary>Knows where the model takes cache points, and learns from its refusal.</summary>
internal sealed partial class PromptCaching(ModelOptions options, ILogger<PromptCaching> logger)
{
    // https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html
    private static readonly string[] WithoutCache =
        ["claude-v", "claude-instant", "claude-3-opus", "claude-3-sonnet", "claude-3-haiku", "claude-3-5-sonnet"];

    private static readonly string[] Nova = ["amazon.nova-micro", "amazon.nova-lite", "amazon.nova-pro", "amazon.nova-premier"];

    private volatile bool _isRefused;

    /// <summary>None once the model has refused them.</summary>
    public CachePlaces Places => _isRefused ? CachePlaces.None : options.Caching switch
    {
        PromptCachingMode.On => IsNova(options.Id) ? CachePlaces.TextOnly : CachePlaces.Everywhere,
        PromptCachingMode.Auto => Of(options.Id),
        _ => CachePlaces.None,
    };

    /// <summary>Bedrock's two ways to say that it is the cache points that it does not take.</summary>
    public static bool IsRefusedBy(AmazonBedrockRuntimeException refusal) =>
        refusal.Message.Contains("cachePoint", StringComparison.OrdinalIgnoreCase)
        || refusal.Message.Contains("cache_control", StringComparison.OrdinalIgnoreCase)
        || refusal.Message.Contains("prompt caching", StringComparison.OrdinalIgnoreCase);

    public void TurnOff(AmazonBedrockRuntimeException refusal)
    {
        _isRefused = true;
        Log.Refused(logger, options.Id, refusal.ErrorCode, refusal.Message);
    }

    private static CachePlaces Of(string modelId)
    {
        if (IsNova(modelId))
            return CachePlaces.TextOnly;

        return modelId.Contains("anthropic.claude-", StringComparison.OrdinalIgnoreCase) && !HasAny(modelId, WithoutCache)
            ? CachePlaces.Everywhere
            : CachePlaces.None;
    }

    private static bool IsNova(string modelId) => HasAny(modelId, Nova);

    private static bool HasAny(string modelId, string[] names) =>
        names.Any(name => modelId.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(
            7001,
            LogLevel.Warning,
            "The model {Model} takes no cache points as they were sent; this process sends none from now on. "
            + "Set Model:Caching=off to spare the refused request ({Code}: {Reason})")]
        public static partial void Refused(ILogger logger, string model, string code, string reason);
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>Counts what of a request with cache points came from the cache; the answer is the model's all the same.</summary>
internal sealed class CachingModel(IConverseModel inner, PromptCache cache) : IConverseModel
{
    public async IAsyncEnumerable<ModelEvent> RespondAsync(
        ConverseCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var use = Use(call);
        await foreach (var step in inner.RespondAsync(call, cancellationToken))
            yield return step is ModelEvent.Stop stop && use is not null ? stop with { Usage = Count(stop.Usage, use) } : step;
    }

    private CacheUse? Use(ConverseCall call)
    {
        if (!call.Body.Contains(ConverseNames.CachePoint, StringComparison.Ordinal))
            return null;

        using var body = JsonDocument.Parse(call.Body);
        return CachePointRules.Count(body.RootElement) > 0 ? cache.Use(call.ModelId, body.RootElement) : null;
    }

    // Input tokens are those that the cache had nothing to do with.
    private static TokenCount Count(TokenCount usage, CacheUse use) =>
        usage with { Input = Math.Max(0, usage.Input - use.Read - use.Write), Cache = use };
}

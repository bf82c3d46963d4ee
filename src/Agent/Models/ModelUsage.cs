using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models;

/// <summary>What model calls used: tokens, and US dollars where the price is known.</summary>
/// <param name="InputTokens">Without those that the cache gave or took.</param>
/// <param name="CostUsd">Null when a call's price is not known.</param>
internal sealed record ModelUsage(
    long InputTokens, long OutputTokens, long CacheReadTokens, long CacheWriteTokens, int ModelCalls, decimal? CostUsd)
{
    public static readonly ModelUsage None = new(0, 0, 0, 0, 0, 0);

    public long TotalTokens => InputTokens + OutputTokens + CacheReadTokens + CacheWriteTokens;

    /// <summary>Of one call, without its cost: as the service counts, else as the chat client does.</summary>
    public static ModelUsage Read(IReadOnlyList<ChatResponseUpdate> updates, UsageDetails? details)
    {
        var usage = updates.Select(update => update.RawRepresentation).OfType<ConverseStreamMetadataEvent>().LastOrDefault()?.Usage;
        return new ModelUsage(
            usage?.InputTokens ?? details?.InputTokenCount ?? 0,
            usage?.OutputTokens ?? details?.OutputTokenCount ?? 0,
            usage?.CacheReadInputTokens ?? 0,
            usage?.CacheWriteInputTokens ?? 0,
            ModelCalls: 1,
            CostUsd: null);
    }

    public static ModelUsage operator +(ModelUsage one, ModelUsage other) => new(
        one.InputTokens + other.InputTokens,
        one.OutputTokens + other.OutputTokens,
        one.CacheReadTokens + other.CacheReadTokens,
        one.CacheWriteTokens + other.CacheWriteTokens,
        one.ModelCalls + other.ModelCalls,
        one.CostUsd + other.CostUsd);
}

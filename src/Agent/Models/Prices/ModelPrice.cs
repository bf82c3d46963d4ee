using System.IO.Enumeration;

namespace AgentStack.Agent.Models.Prices;

/// <summary>What a model costs, in US dollars a million tokens: <c>Prices:{n}</c>.</summary>
internal sealed class ModelPrice
{
    private const decimal Million = 1_000_000;

    /// <summary>The model's id; <c>*</c> stands for anything.</summary>
    public string Model { get; set; } = "";

    public decimal Input { get; set; } = -1;

    public decimal Output { get; set; } = -1;

    /// <summary>Tokens that the prompt cache gave; as input when not set.</summary>
    public decimal? CacheRead { get; set; }

    /// <summary>Tokens that the prompt cache took; as input when not set.</summary>
    public decimal? CacheWrite { get; set; }

    public bool IsFor(string modelId) => FileSystemName.MatchesSimpleExpression(Model, modelId);

    public decimal Of(ModelUsage usage) =>
        ((usage.InputTokens * Input)
            + (usage.OutputTokens * Output)
            + (usage.CacheReadTokens * (CacheRead ?? Input))
            + (usage.CacheWriteTokens * (CacheWrite ?? Input)))
        / Million;

    public IEnumerable<(string Key, string Rule)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return (nameof(Model), "must name a model, or several such as *claude-sonnet-*");

        foreach (var (key, price) in new[] { (nameof(Input), Input), (nameof(Output), Output) })
        {
            if (price < 0)
                yield return (key, "must be the price of a million tokens in US dollars, such as 3.00");
        }

        foreach (var (key, price) in new[] { (nameof(CacheRead), CacheRead), (nameof(CacheWrite), CacheWrite) })
        {
            if (price < 0)
                yield return (key, "must not be below zero");
        }
    }
}

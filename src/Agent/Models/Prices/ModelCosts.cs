namespace AgentStack.Agent.Models.Prices;

/// <summary>What the model's calls cost; says once when nobody knows.</summary>
internal sealed partial class ModelCosts
{
    private readonly ModelPrice? _price;

    public ModelCosts(PriceTable table, ModelOptions options, ILogger<ModelCosts> logger)
    {
        _price = table.Find(options.Id);
        if (_price is null)
            Log.Unknown(logger, options.Id);
    }

    /// <summary>The usage with its cost, or without one where the price is not known.</summary>
    public ModelUsage Price(ModelUsage usage) => usage with { CostUsd = _price?.Of(usage) };

    private static partial class Log
    {
        [LoggerMessage(7002, LogLevel.Information, "No price is known for the model {Model}; turns have no cost. Add it to Prices")]
        public static partial void Unknown(ILogger logger, string model);
    }
}

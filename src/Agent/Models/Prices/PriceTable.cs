using AgentStack.Agent.Turns;
using AgentStack.Settings;

namespace AgentStack.Agent.Models.Prices;

/// <summary>The prices of models: the section <c>Prices</c>. Empty as shipped, since prices change and differ by region.</summary>
internal sealed class PriceTable(IReadOnlyList<ModelPrice> prices)
{
    private const string Section = "Prices";

    public static PriceTable Read(SettingsReader reader) =>
        new([.. reader.Names(Section).Select(name => reader.Read<ModelPrice>($"{Section}:{name}", price => price.Problems()))]);

    /// <summary>A limit in dollars would silently be none for a model whose price nobody knows.</summary>
    public void CheckLimit(SettingsReader reader, TurnOptions turns, ModelOptions model)
    {
        if (turns.MaxCostUsd is not null && Find(model.Id) is null)
        {
            reader.AddProblem(
                "Turns:MaxCostUsd",
                $"would limit nothing: no price is known for Model:Id {model.Id}; write one as Prices:0:Model, :Input and :Output,"
                + " or remove Turns:MaxCostUsd");
        }
    }

    /// <summary>The first that fits, or null.</summary>
    public ModelPrice? Find(string modelId) => prices.FirstOrDefault(price => price.IsFor(modelId));
}

using System.Globalization;

namespace AgentStack.Agent.Turns;

/// <summary>Says when a turn has used up what it may.</summary>
internal sealed class TurnLimits(TurnOptions options)
{
    /// <summary>The limit that is reached, for a person; null while there is none.</summary>
    public string? Reached(TurnProgress progress, TurnTime time) => progress switch
    {
        _ when time.IsUp => $"The turn has taken {options.Timeout.TotalSeconds:0.###} s (Turns:Timeout).",
        _ when progress.Rounds >= options.MaxRounds => $"The model asked for tools {options.MaxRounds} times (Turns:MaxRounds).",
        _ when CallsLeft(progress) <= 0 => $"The model made {options.MaxToolCalls} tool calls (Turns:MaxToolCalls).",
        _ when progress.Usage.TotalTokens >= options.MaxTokens =>
            $"The turn has used {progress.Usage.TotalTokens} tokens of {options.MaxTokens} (Turns:MaxTokens).",
        _ when progress.Usage.CostUsd >= options.MaxCostUsd =>
            string.Create(CultureInfo.InvariantCulture, $"The turn has cost ${progress.Usage.CostUsd} of ${options.MaxCostUsd} (Turns:MaxCostUsd)."),
        _ => null,
    };

    public int CallsLeft(TurnProgress progress) => options.MaxToolCalls - progress.ToolCalls;
}

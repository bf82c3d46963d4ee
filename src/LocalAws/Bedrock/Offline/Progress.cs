using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Lays the calls that were made over the plan: what is done, what can be called now, what became impossible.</summary>
internal sealed class Progress
{
    private readonly Dictionary<int, ToolOutcome> _outcomes = [];
    private readonly List<DoneCall> _others;

    public Progress(Plan plan, IReadOnlyList<DoneCall> done)
    {
        Plan = plan;
        _others = [.. done];
        for (var step = 0; step < plan.Steps.Count; step++)
            Advance(step);

        // Calls of somebody else's choice (a script, another model) make the plan void: what they brought is the answer.
        if (_others.Count > 0)
            Ready.Clear();
    }

    public Plan Plan { get; }

    /// <summary>What can be called now, all at once.</summary>
    public List<(string Name, JsonObject Input)> Ready { get; } = [];

    /// <summary>Steps that needed the result of one that failed.</summary>
    public List<PlannedStep> GivenUp { get; } = [];

    /// <summary>Calls that the plan does not hold.</summary>
    public IReadOnlyList<DoneCall> Others => _others;

    public ToolOutcome? Outcome(int step) => _outcomes.GetValueOrDefault(step);

    public string Show(Operand operand) => operand.Number is { } number ? Numerals.Write(number)
        : Outcome(operand.Step!.Value)?.Number is { } result ? Numerals.Write(result)
        : "?";

    private void Advance(int index)
    {
        var step = Plan.Steps[index];
        var needs = step.References.Values.Distinct().ToList();
        if (needs.Exists(need => IsLost(step, need)))
        {
            GivenUp.Add(step);
            return;
        }

        if (!needs.TrueForAll(_outcomes.ContainsKey))
            return;

        var input = Resolve(step);
        var made = _others.FindIndex(call => call.Name == step.Tool.Name && Same(call, input));
        if (made < 0)
        {
            Ready.Add((step.Tool.Name, input));
            return;
        }

        _outcomes[index] = _others[made].Outcome;
        _others.RemoveAt(made);
    }

    private bool IsLost(PlannedStep step, int need) =>
        GivenUp.Contains(Plan.Steps[need])
        || (_outcomes.TryGetValue(need, out var outcome)
            && (outcome.IsError || (step.Equation is not null && outcome.Number is null)));

    // Parsed anew, so that 5 and 5.0 made of different types compare as what they are on the wire.
    private static bool Same(DoneCall call, JsonObject input) =>
        JsonNode.DeepEquals(JsonNode.Parse(call.Input.GetRawText()), JsonNode.Parse(input.ToJsonString()));

    private JsonObject Resolve(PlannedStep step)
    {
        var input = (JsonObject)step.Input.DeepClone();
        foreach (var (name, need) in step.References)
        {
            var outcome = _outcomes[need];
            input[name] = step.Equation is not null && outcome.Number is { } number
                ? JsonValue.Create(double.Parse(Numerals.Write(number), CultureInfo.InvariantCulture))
                : JsonValue.Create(outcome.Text);
        }

        return input;
    }
}

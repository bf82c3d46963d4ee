using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Which tool does an operation, and under which parameter names.</summary>
internal sealed record Solver(KnownTool Tool, string Left, string? Right, string? Choice, string? ChosenValue)
{
    /// <summary>The tool that fits best: one that is named, then one for this operation alone, then one that is told which.</summary>
    public static Solver? Find(IEnumerable<KnownTool> tools, Operator operation, string sentence) => tools
        .Select(tool => (Solver: ByChoice(tool, operation) ?? ByName(tool, operation), Score: Score(tool, operation, sentence)))
        .Where(candidate => candidate.Solver is not null)
        .OrderByDescending(candidate => candidate.Score)
        .Select(candidate => candidate.Solver)
        .FirstOrDefault();

    /// <summary>The input, and which of its members wait for the results of earlier steps.</summary>
    public (JsonObject Input, Dictionary<string, int> References) Fill(Equation equation)
    {
        JsonObject input = [];
        Dictionary<string, int> references = [];
        if (Choice is not null)
            input[Choice] = ChosenValue;

        Put(Left, equation.Left);
        Put(Right!, equation.Right);
        return (input, references);

        void Put(string name, Operand operand)
        {
            input[name] = operand.Number is { } number ? JsonValue.Create(number) : null;
            if (operand.Step is { } step)
                references[name] = step;
        }
    }

    private static int Score(KnownTool tool, Operator operation, string sentence) =>
        (tool.IsMentioned(sentence) ? 100 : 0) + tool.DescribedAs(operation);

    private static Solver? ByName(KnownTool tool, Operator operation) =>
        tool.DescribedAs(operation) > 0 && Numbers(tool) is [var left, var right] && Others(tool, null) ? new(tool, left, right, null, null) : null;

    private static Solver? ByChoice(KnownTool tool, Operator operation)
    {
        if (Numbers(tool) is not [var left, var right])
            return null;

        foreach (var property in tool.Properties.Where(property => property.Type == "string"))
        {
            var value = property.Values.FirstOrDefault(value => OperatorWords.Find(value) == operation);
            var free = property.Values.Length == 0 && property.Says("operation", "operator");
            if ((value is not null || free) && Others(tool, property.Name))
                return new(tool, left, right, property.Name, value ?? OperatorWords.Verb(operation));
        }

        return null;
    }

    private static string[] Numbers(KnownTool tool) =>
        [.. tool.Properties.Where(property => property is { IsNumber: true, Required: true }).Select(property => property.Name)];

    private static bool Others(KnownTool tool, string? choice) =>
        tool.Properties.All(property => !property.Required || property.IsNumber || property.Name == choice);
}

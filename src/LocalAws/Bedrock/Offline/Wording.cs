using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>What the offline model says.</summary>
internal static class Wording
{
    private const string Itself = "I am AgentStack's offline model";

    private const string RealModel = "For a real model, start the stack with --model-endpoint URL --model NAME, or use Amazon Bedrock.";

    public static string Greeting(IReadOnlyList<OfferedTool> tools) => tools.Count == 0
        ? $"Hello! {Itself}. No tools are offered to me, so I can do nothing yet. {RealModel}"
        : $"Hello! {Itself}. I can call these tools: {Names(tools)}. Try \"{Example(tools)}\"";

    public static string NoTool(IReadOnlyList<OfferedTool> tools) => tools.Count == 0
        ? $"{Itself}: I can call tools but know nothing by myself, and no tools are offered here. {RealModel}"
        : $"{Itself}: I can call tools but know nothing by myself, and none of them fits that. "
            + $"On offer: {Names(tools)}. {RealModel}";

    public static string Stopped(IReadOnlyList<string> results) =>
        $"I had to stop here, since no more tools are offered to me. What the tools returned so far:\n{string.Join('\n', results)}";

    public static string Answer(Progress progress)
    {
        List<string> lines = [];
        for (var index = 0; index < progress.Plan.Steps.Count; index++)
        {
            if (progress.Outcome(index) is { } outcome)
                lines.Add(Line(progress, progress.Plan.Steps[index], outcome));
        }

        lines.AddRange(progress.Others.Select(call => Line(call.Name, call.Outcome)));
        if (progress.GivenUp.Count > 0)
            lines.Add("So I could not do the rest of it.");

        return string.Join('\n', [.. lines, .. progress.Plan.Remarks]);
    }

    private static string Line(Progress progress, PlannedStep step, ToolOutcome outcome) =>
        step.Equation is { } equation && outcome is { IsError: false, Number: { } number }
            ? $"{progress.Show(equation.Left)} {OperatorWords.Symbol(equation.Operator)} {progress.Show(equation.Right)} = {Numerals.Write(number)}"
            : Line(step.Tool.Name, outcome);

    private static string Line(string tool, ToolOutcome outcome) => outcome switch
    {
        { IsError: true } => $"The tool {tool} failed: {(outcome.Text.Length == 0 ? "it did not say why." : outcome.Text)}",
        { Text.Length: 0 } => $"The tool {tool} returned nothing.",
        _ => outcome.Text,
    };

    private static string Names(IReadOnlyList<OfferedTool> tools) => string.Join(", ", tools.Select(tool => tool.Name));

    private static string Example(IReadOnlyList<OfferedTool> tools) =>
        Solver.Find(KnownTool.All(tools), Operator.Add, "") is null ? $"Use {tools[0].Name} …" : "What is 2+2?";
}

using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Turns a prompt into calls of the tools on offer.</summary>
internal sealed class Planner(IReadOnlyList<KnownTool> tools, double? lastNumber)
{
    private static readonly string[] Courtesies =
    [
        "please", "can", "could", "would", "you", "i", "want", "to", "me", "now", "just", "also", "and", "then", "use", "let",
    ];

    private const string TooLong = "I am AgentStack's offline model, and that is too long for me. Ask for less at once.";

    private static readonly string[] Questions = ["what", "who", "where", "why", "how", "which", "when"];

    private static readonly string[] Pointers =
        ["it", "that", "this", "result", "the result", "that result", "the answer", "the greeting"];

    private const int StepLimit = 40;
    private const int NumberLimit = 60;

    private readonly List<PlannedStep> _steps = [];
    private string? _self;
    private readonly List<string> _remarks = [];

    public static Plan Make(IReadOnlyList<KnownTool> tools, string prompt, double? lastNumber)
    {
        var planner = new Planner(tools, lastNumber) { _self = Introduction.Name(prompt) };
        foreach (var clause in planner.Whole(Clauses.Split(prompt, planner.StartsAction)))
        {
            planner.Add(clause);
            if (planner._steps.Count > StepLimit)
                return new([], [TooLong]);
        }

        return new(planner._steps, planner._remarks);
    }

    // A fragment that asks for nothing belongs to what was said before it.
    private List<string> Whole(List<string> fragments)
    {
        List<string> clauses = [];
        foreach (var fragment in fragments)
        {
            if (clauses.Count > 0 && IsText(clauses[^1]) && !IsAction(fragment))
                clauses[^1] += ", " + fragment;
            else
                clauses.Add(fragment);
        }

        return clauses;
    }

    private bool StartsAction(string word) =>
        word.Length > 0
        && (OperatorWords.Find(word) is not null || Questions.Contains(word, StringComparer.OrdinalIgnoreCase)
            || tools.Any(tool => tool.IsTrigger(word)));

    private bool IsAction(string clause) => Equations(clause) is not null || Best(clause) is not null || IsQuestion(clause);

    private static bool IsQuestion(string clause) =>
        Words.Split(clause).FirstOrDefault() is { } first && Questions.Contains(first.Value, StringComparer.OrdinalIgnoreCase);

    private bool IsText(string clause) => Leading(clause) is not null;

    // "Echo 2 + 2" is about the echo.
    private KnownTool? Leading(string clause)
    {
        var verb = Words.Split(clause).Select(word => word.Value)
            .FirstOrDefault(word => !Courtesies.Contains(word, StringComparer.OrdinalIgnoreCase));
        return verb is null || OperatorWords.Find(verb) is not null
            ? null
            : tools.Where(tool => tool.IsTrigger(verb)
                    && tool.Properties.Any(property => property is { IsText: true, Required: true })
                    && !tool.Properties.Any(property => property.Says("expression")))
                .MaxBy(tool => tool.Score(clause));
    }

    private void Add(string clause)
    {
        var sum = Leading(clause) is null && !NamesAnotherTool(clause);
        if (IsNegated(clause))
            _remarks.Add($"I take \"{clause}\" as nothing to do.");
        else if (IsAboutAWord(clause))
            _remarks.Add($"I know nothing by myself, so I have no answer to \"{clause}\".");
        else if (sum && IsTooLong(clause))
            _remarks.Add(TooLong);
        else if (sum && Doubt.IsUnclear(clause) && HasOperator(clause))
            _remarks.Add($"I do not understand the sum in \"{clause}\" for certain, so I do not work it out. Write it with plain numbers and + - * / ^.");
        else if (sum && Equations(clause) is { } equations)
            AddArithmetic(clause, equations);
        else if (Best(clause) is { } tool)
            AddCall(tool, clause);
        else if (IsQuestion(clause))
            _remarks.Add($"I know nothing by myself, so I have no answer to \"{clause}\".");
    }

    // "2+2 and the capital of France": what follows the "and" begins with a small letter and got no call of its own.
    private void NoteRest(string clause)
    {
        var at = clause.IndexOf(" and ", StringComparison.Ordinal);
        var rest = at < 0 ? "" : clause[(at + " and ".Length)..].Trim();
        if (rest.Contains(' ', StringComparison.Ordinal) && char.IsLower(rest[0]) && !clause.Contains('"', StringComparison.Ordinal)
            && (StartsWithTell(rest) || ArithmeticLexer.Read(rest).Count == 0))
        {
            _remarks.Add($"I left out: \"{rest}\".");
        }
    }

    private static bool StartsWithTell(string rest) => rest.StartsWith("tell ", StringComparison.Ordinal);

    private static bool HasOperator(string clause) =>
        ArithmeticLexer.Read(clause).Exists(token => token.Is == ArithmeticToken.Kind.Operator);

    private static bool IsNegated(string clause) =>
        Words.Split(clause).Select(word => word.Value.ToLowerInvariant()).SkipWhile(word => word == "please").ToList()
            is ["don't" or "never", ..] or ["do", "not", ..];

    private static bool IsAboutAWord(string clause) =>
        Words.Split(clause).Select(word => word.Value.ToLowerInvariant()).ToList() is ["what", "does" or "do", .., "mean"];

    private static bool IsTooLong(string clause) =>
        ArithmeticLexer.Numbers(clause).Count > NumberLimit;

    private bool NamesAnotherTool(string clause) =>
        tools.Any(tool => tool.IsMentioned(clause)
            && !Enum.GetValues<Operator>().Any(operation => Solver.Find([tool], operation, "") is not null));

    private KnownTool? Best(string clause) =>
        tools.Any(tool => tool.IsMentioned(clause)) ? Fitting(clause) : Leading(clause) ?? Fitting(clause);

    private KnownTool? Fitting(string clause) => tools
        .Select(tool => (tool, Score: tool.Score(clause)))
        .Where(candidate => candidate.Score > 0)
        .OrderByDescending(candidate => candidate.Score)
        .Select(candidate => candidate.tool)
        .FirstOrDefault();

    private List<Equation>? Equations(string clause) =>
        Doubt.IsNoSum(clause) ? null : ArithmeticReader.Read(clause, Previous(), _steps.Count);

    private Operand? Previous() => _steps.Count > 0 ? new(null, _steps.Count - 1)
        : lastNumber is { } number ? new(number, null)
        : null;

    private void AddArithmetic(string clause, List<Equation> equations)
    {
        var solvers = equations.Select(equation => Solver.Find(tools, equation.Operator, clause)).ToList();
        if (solvers.TrueForAll(solver => solver is not null))
        {
            NoteRest(clause);
            foreach (var (solver, equation) in solvers.Zip(equations))
            {
                var (input, references) = solver!.Fill(equation);
                _steps.Add(new(solver.Tool.Tool, input, references, equation));
            }
        }
        else if (Calculator() is { } calculator
            && equations.TrueForAll(equation => Own(equation.Left, equations) && Own(equation.Right, equations)))
        {
            var expression = Render(new(null, _steps.Count + equations.Count - 1), equations);
            JsonObject input = new() { [Expression(calculator)!] = expression };
            _steps.Add(new(calculator.Tool, input, new Dictionary<string, int>(), null));
        }
        else
        {
            var lacking = equations[solvers.IndexOf(null)].Operator;
            _remarks.Add($"None of the tools can {OperatorWords.Verb(lacking)} for \"{clause}\".");
        }
    }

    private bool Own(Operand operand, List<Equation> equations) =>
        operand.Step is not { } step || (step >= _steps.Count && step < _steps.Count + equations.Count);

    private KnownTool? Calculator() => tools.FirstOrDefault(tool => Expression(tool) is not null);

    private static string? Expression(KnownTool tool) =>
        tool.Properties.FirstOrDefault(property => property.IsText && property.Says("expression", "formula", "equation"))?.Name;

    private string Render(Operand operand, List<Equation> equations)
    {
        if (operand.Step is not { } step)
            return Numerals.Write(operand.Number!.Value);

        var equation = equations[step - _steps.Count];
        return $"{Inner(equation.Left)} {OperatorWords.Ascii(equation.Operator)} {Inner(equation.Right)}";

        string Inner(Operand part) => part.Step is null ? Render(part, equations) : $"({Render(part, equations)})";
    }

    private void AddCall(KnownTool tool, string clause)
    {
        var arguments = new Arguments(tool, _self is null || tool.Properties.All(property => !property.Says("name")) ? clause : Introduction.Apply(clause, _self));
        var inputs = arguments.Fill();
        if (arguments.Unknown.Count > 0)
        {
            _remarks.Add($"I do not know the time zone of {string.Join(" and ", arguments.Unknown)}. Give me its IANA name, such as Europe/Paris.");
            if (!inputs.Exists(input => input.Count > 0))
                return;
        }

        if (arguments.Missing.Count > 0)
        {
            var missing = string.Join(" and ", arguments.Missing);
            _remarks.Add($"I would call {tool.Tool.Name} for that, but I do not find what to give it for {missing}.");
            return;
        }

        if (tool.Properties.Any(property => property.Name == "name"))
            NoteRest(clause);

        var before = _steps.Count;
        foreach (var input in inputs)
            _steps.Add(new(tool.Tool, input, Pointed(input, before), null));
    }

    // "echo the result"
    private static Dictionary<string, int> Pointed(JsonObject input, int before)
    {
        var names = before == 0 ? [] : input
            .Where(member => member.Value is JsonValue value
                && value.TryGetValue<string>(out var text)
                && Pointers.Contains(text, StringComparer.OrdinalIgnoreCase))
            .Select(member => member.Key);
        return names.ToDictionary(name => name, _ => before - 1);
    }
}

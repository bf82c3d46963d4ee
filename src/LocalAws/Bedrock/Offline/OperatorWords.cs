namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>How people, and the names and enums of tools, spell the operators.</summary>
internal static class OperatorWords
{
    private static readonly Dictionary<Operator, string[]> Spellings = new()
    {
        [Operator.Add] = ["+", "add", "adds", "added", "adding", "addition", "plus", "sum", "sums", "total"],
        [Operator.Subtract] = ["-", "subtract", "subtracts", "subtracted", "subtraction", "sub", "minus", "less", "difference", "deduct"],
        [Operator.Multiply] = ["*", "×", "multiply", "multiplies", "multiplied", "multiplication", "mul", "times", "product"],
        [Operator.Divide] = ["/", "÷", "divide", "divides", "divided", "division", "div", "quotient"],
        [Operator.Power] = ["^", "power", "pow", "raise", "raised", "exponent", "exponentiate"],
        [Operator.Modulo] = ["%", "modulo", "mod", "modulus", "remainder"],
    };

    private static readonly Dictionary<string, Operator> BySpelling = Spellings
        .SelectMany(entry => entry.Value.Select(word => (word, entry.Key)))
        .ToDictionary(pair => pair.word, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static Operator? Find(string word) => BySpelling.TryGetValue(word, out var found) ? found : null;

    public static string Symbol(Operator operation) => operation switch
    {
        Operator.Multiply => "×",
        _ => Spellings[operation][0],
    };

    public static string Ascii(Operator operation) => Spellings[operation][0];

    /// <summary>The operator as a word, for a tool that takes it as free text.</summary>
    public static string Verb(Operator operation) => operation.ToString().ToLowerInvariant();
}

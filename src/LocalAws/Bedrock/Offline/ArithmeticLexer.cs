using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Finds numbers, operators and references in a sentence.</summary>
internal static partial class ArithmeticLexer
{
    private static readonly string[] References = ["result", "that", "it", "answer", "this"];

    private static readonly Dictionary<string, double> NumberWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["twenty"] = 20,
        ["hundred"] = 100,
    };

    public static List<ArithmeticToken> Read(string text)
    {
        List<ArithmeticToken> tokens = [];
        var afterWord = true;
        foreach (Match match in Pieces().Matches(text))
        {
            var count = tokens.Count;
            tokens.AddRange(Token(match.Value, tokens.LastOrDefault(), afterWord));
            afterWord = tokens.Count == count;
        }

        return tokens;
    }

    /// <summary>All numbers in order of appearance.</summary>
    public static List<double> Numbers(string text) =>
        [.. Read(text).Where(token => token.Is == ArithmeticToken.Kind.Number).Select(token => token.Number)];

    private static IEnumerable<ArithmeticToken> Token(string piece, ArithmeticToken before, bool afterWord)
    {
        var afterOperand = !afterWord && before.Is is ArithmeticToken.Kind.Number or ArithmeticToken.Kind.Close or ArithmeticToken.Kind.Reference;
        if (char.IsAsciiDigit(piece[^1]))
        {
            var negative = piece[0] == '-';
            if (negative && afterOperand)
                yield return Operation(Operator.Subtract);

            var digits = (negative && afterOperand ? piece[1..] : piece).Replace("_", "", StringComparison.Ordinal);
            if (!char.IsLetter(piece[0]) && piece[0] != '_' && Numerals.Read(digits) is { } number)
                yield return Number(number);
        }
        else if (NumberWords.TryGetValue(piece, out var word))
        {
            yield return Number(word);
        }
        else if (piece is "(" or ")")
        {
            yield return new(piece == "(" ? ArithmeticToken.Kind.Open : ArithmeticToken.Kind.Close);
        }
        else if (piece is "x" or "X" or "over")
        {
            if (afterOperand)
                yield return Operation(piece == "over" ? Operator.Divide : Operator.Multiply);
        }
        else if (piece.Equals("squared", StringComparison.OrdinalIgnoreCase) && afterOperand)
        {
            yield return Operation(Operator.Power);
            yield return Number(2);
        }
        else if (piece.Equals("from", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(ArithmeticToken.Kind.From);
        }
        else if (References.Contains(piece, StringComparer.OrdinalIgnoreCase))
        {
            // "that result" is one reference.
            if (afterWord || before.Is != ArithmeticToken.Kind.Reference)
                yield return new(ArithmeticToken.Kind.Reference);
        }
        else if (OperatorWords.Find(piece) is { } operation)
        {
            yield return Operation(operation);
        }
    }

    private static ArithmeticToken Number(double value) => new(ArithmeticToken.Kind.Number, Number: value);

    private static ArithmeticToken Operation(Operator value) => new(ArithmeticToken.Kind.Operator, Operator: value);

    [GeneratedRegex(@"-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:_\d+)*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\.\d+(?:[eE][+-]?\d+)?|[xX](?=\s*[\d(-])|[A-Za-z_][\w'-]*|[-+*/×÷^%()]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pieces();
}

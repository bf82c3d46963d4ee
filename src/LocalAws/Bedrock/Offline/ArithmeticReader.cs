namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>
/// Reads a sentence as arithmetic: infix ("12 / 4 plus 1"), a verb first ("subtract 3 from 10", "the sum of 2 and 3"),
/// or going on from the last result ("times 2").
/// </summary>
internal sealed class ArithmeticReader
{
    private readonly List<ArithmeticToken> _tokens;
    private readonly List<Equation> _equations;
    private readonly int _firstStep;
    private readonly Operand? _previous;
    private int _at;

    private ArithmeticReader(List<ArithmeticToken> tokens, Operand? previous, int firstStep)
    {
        _tokens = tokens;
        _previous = previous;
        _firstStep = firstStep;
        _equations = [];
    }

    /// <summary>The equations in the order to be solved, or null for a sentence that is no arithmetic.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="previous">What "that" means.</param>
    /// <param name="firstStep">The number that the first equation gets in the plan.</param>
    public static List<Equation>? Read(string sentence, Operand? previous, int firstStep)
    {
        var tokens = ArithmeticLexer.Read(sentence);
        if (tokens.TrueForAll(token => token.Is != ArithmeticToken.Kind.Operator))
            return null;

        // Words around the sum, such as "what is it that", hold references and stray signs; numbers mark the sum.
        return new ArithmeticReader(tokens, previous, firstStep).Read()
            ?? new ArithmeticReader(FromFirstNumber(tokens), previous, firstStep).Read();
    }

    private static List<ArithmeticToken> FromFirstNumber(List<ArithmeticToken> tokens) =>
        [.. tokens.SkipWhile(token => token.Is is not (ArithmeticToken.Kind.Number or ArithmeticToken.Kind.Open))];

    private List<Equation>? Read()
    {
        if (_tokens.Count == 0)
            return null;

        var left = Peek(ArithmeticToken.Kind.Operator) ? VerbFirst() : Operand();
        if (left is null)
            return null;

        // "2 and 3 multiplied"
        if (_equations.Count == 0 && Operand() is { } second)
        {
            if (!Peek(ArithmeticToken.Kind.Operator) || _at != _tokens.Count - 1)
                return null;

            Solve(_tokens[_at++].Operator, left.Value, second);
            return _equations;
        }

        return Infix(left.Value, 0) is not null && _at == _tokens.Count && _equations.Count > 0 ? _equations : null;
    }

    private Operand? VerbFirst()
    {
        var verb = _tokens[_at++].Operator;
        if (IsInfix(_at))
        {
            // "the remainder of 10 divided by 3" is one operation; "add 2 + 3" repeats itself.
            var start = _at;
            if (verb == Operator.Modulo && _tokens.Count - start == 3 && _tokens[start + 1].Operator == Operator.Divide)
                _tokens[start + 1] = _tokens[start + 1] with { Operator = Operator.Modulo };

            return _tokens.Count - start > 2 && Operators(start) > 0 ? Operand() : Continue(verb);
        }

        return Peek(ArithmeticToken.Kind.Operator) || CountOperands() > 1 ? Fold(verb, int.MaxValue) : Continue(verb);
    }

    // "plus 5": on from the last result.
    private Operand? Continue(Operator verb) =>
        _previous is { } previous && Operand() is { } operand ? Solve(verb, previous, operand) : null;

    private Operand? Fold(Operator verb, int limit)
    {
        var result = Nested();
        var swap = false;
        for (var count = 1; result is not null && count < limit; count++)
        {
            if (Peek(ArithmeticToken.Kind.From))
            {
                swap = true;
                _at++;
            }

            if (Nested() is not { } next)
                return count > 1 ? result : null;

            result = swap && verb == Operator.Subtract ? Solve(verb, next, result.Value) : Solve(verb, result.Value, next);
        }

        return result;
    }

    // "multiply the sum of 2 and 3 by 4"
    private Operand? Nested()
    {
        if (!Peek(ArithmeticToken.Kind.Operator) || _at + 1 >= _tokens.Count || _equations.Count > 0)
            return Operand();

        var verb = _tokens[_at++].Operator;
        return Fold(verb, 2);
    }

    private Operand? Infix(Operand left, int minimum)
    {
        while (Peek(ArithmeticToken.Kind.Operator) && Precedence(_tokens[_at].Operator) is var precedence && precedence >= minimum)
        {
            var operation = _tokens[_at++].Operator;
            var rightFirst = operation == Operator.Power ? precedence : precedence + 1;
            if (Operand() is not { } operand || Infix(operand, rightFirst) is not { } right)
                return null;

            left = Solve(operation, left, right);
        }

        return left;
    }

    private Operand? Operand()
    {
        if (_at >= _tokens.Count)
            return null;

        switch (_tokens[_at].Is)
        {
            case ArithmeticToken.Kind.Number:
                return new(_tokens[_at++].Number, null);
            case ArithmeticToken.Kind.Reference:
                _at++;
                return _previous;
            case ArithmeticToken.Kind.Open:
                _at++;
                var inner = Operand() is { } first ? Infix(first, 0) : null;
                if (!Peek(ArithmeticToken.Kind.Close))
                    return null;

                _at++;
                return inner;
            default:
                return null;
        }
    }

    private Operand Solve(Operator operation, Operand left, Operand right)
    {
        _equations.Add(new(operation, left, right));
        return new(null, _firstStep + _equations.Count - 1);
    }

    private bool Peek(ArithmeticToken.Kind kind) => _at < _tokens.Count && _tokens[_at].Is == kind;

    private int Operators(int start) => _tokens.Skip(start).Count(token => token.Is == ArithmeticToken.Kind.Operator);

    private int CountOperands() => _tokens.Skip(_at).Count(token => token.Is is ArithmeticToken.Kind.Number or ArithmeticToken.Kind.Reference);

    // Operand and operator take turns, begun and ended by an operand.
    private bool IsInfix(int start)
    {
        var flat = _tokens.Skip(start).Where(token => token.Is is not (ArithmeticToken.Kind.Open or ArithmeticToken.Kind.Close)).ToList();
        return flat.Count % 2 == 1
            && flat.Select((token, index) => (token.Is == ArithmeticToken.Kind.Operator) == (index % 2 == 1)).All(fits => fits)
            && flat.TrueForAll(token => token.Is != ArithmeticToken.Kind.From);
    }

    private static int Precedence(Operator operation) => operation switch
    {
        Operator.Add or Operator.Subtract => 0,
        Operator.Power => 2,
        _ => 1,
    };
}

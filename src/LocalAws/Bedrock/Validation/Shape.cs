using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>What a member of a request may hold, as the service model has it.</summary>
internal abstract record Shape
{
    /// <summary>Any JSON.</summary>
    public static Shape Document { get; } = new Anything();

    /// <summary>Any string.</summary>
    public static Shape AnyText { get; } = new Text(0, int.MaxValue, null);

    public static Shape Flag { get; } = new Boolean();

    public static Shape Match(string pattern, int min, int max) =>
        new Text(min, max, new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    public static Shape OneOf(params string[] values) => new Choice(values);

    public static Shape List(Func<Shape> item, int min = 0) => new Sequence(item, min);

    public sealed record Anything : Shape;

    public sealed record Boolean : Shape;

    public sealed record Text(int Min, int Max, Regex? Pattern) : Shape;

    public sealed record Choice(string[] Values) : Shape;

    public sealed record Number(bool Whole, double Min, double Max) : Shape;

    /// <summary>A list; its items' shape is looked up late since shapes can nest.</summary>
    public sealed record Sequence(Func<Shape> Item, int Min) : Shape;

    public sealed record Structure(string[] Required, Dictionary<string, Shape> Members) : Shape;

    /// <summary>A structure of which exactly one member is set.</summary>
    public sealed record Union(string Name, Dictionary<string, Shape> Members) : Shape;
}

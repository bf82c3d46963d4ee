namespace AgentStack.Agent.Tools.Schemas;

/// <summary>How much of a schema is written out. A schema that is too large with one set of limits is tried with the next.</summary>
/// <param name="Recursion">How often a reference is followed inside itself.</param>
/// <param name="Values">Of one <c>enum</c>.</param>
/// <param name="Description">Characters of one description.</param>
internal sealed record SchemaLimits(int Recursion, int Values, int Description)
{
    /// <summary>Bytes of a schema as it is offered. A model that reads more for one tool has no room for the others.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>Schemas inside schemas. Bedrock refuses documents that are nested very deeply.</summary>
    public const int Deepest = 16;

    /// <summary>References that lead to references.</summary>
    public const int LongestChain = 64;

    /// <summary>A schema that multiplies by its references is given up before it fills the memory.</summary>
    public const int MostNodes = 20_000;

    public static IReadOnlyList<SchemaLimits> FromWideToNarrow { get; } =
    [
        new(Recursion: 3, Values: 500, Description: 4000),
        new(Recursion: 1, Values: 200, Description: 1000),
        new(Recursion: 0, Values: 50, Description: 200),
    ];
}

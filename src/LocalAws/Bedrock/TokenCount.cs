using AgentStack.LocalAws.Bedrock.Caching;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>What a request cost; estimated where no model counted.</summary>
internal sealed record TokenCount(int Input, int Output)
{
    private const int CharactersPerToken = 4;

    /// <summary>What the prompt cache gave and took; null where the request has no cache points.</summary>
    public CacheUse? Cache { get; init; }

    public int Total => Input + Output + (Cache?.Read ?? 0) + (Cache?.Write ?? 0);

    public static TokenCount Estimate(int inputCharacters, int outputCharacters) =>
        new(Tokens(inputCharacters), Tokens(outputCharacters));

    /// <summary>How many characters fit into so many tokens.</summary>
    public static int Characters(int tokens) => (int)Math.Min((long)tokens * CharactersPerToken, int.MaxValue);

    public static int Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}

using Amazon.Runtime;

namespace AgentStack.Agent.Turns.History;

/// <summary>Knows the refusal of a request that is longer than the model's context.</summary>
internal static class HistoryOverflow
{
    private const string Validation = "ValidationException";

    // Bedrock passes on each model family's own words.
    private static readonly string[] Wordings =
    [
        "input is too long",
        "prompt is too long",
        "exceed context limit",
        "too many total text bytes",
        "too many input tokens",
        "input tokens exceeded",
        "maximum context length",
        "expected maxlength",
    ];

    public static bool IsCause(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is AmazonServiceException { ErrorCode: { } code } refusal
                && string.Equals(code, Validation, StringComparison.OrdinalIgnoreCase))
            {
                return Array.Exists(Wordings, words => refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase));
            }
        }

        return false;
    }
}

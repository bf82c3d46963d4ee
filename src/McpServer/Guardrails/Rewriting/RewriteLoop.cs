using ModelContextProtocol;

namespace AgentStack.McpServer.Guardrails.Rewriting;

/// <summary>Checks an answer and has it rewritten until it is valid, or for as often as is allowed.</summary>
internal sealed class RewriteLoop(ContentCheck check, AnswerModel model)
{
    /// <param name="most">How often the model may write the answer anew.</param>
    /// <exception cref="McpException">The given answer cannot be checked. What fails later is said in the report.</exception>
    public async Task<RewriteReport> RunAsync(
        GuardrailName guardrail, string prompt, string answer, int most, CancellationToken cancellationToken)
    {
        var attempts = new List<RewriteAttempt> { await CheckAsync(0, answer) };
        var failure = default(string);
        while (failure is null && !attempts[^1].Report.IsValid && attempts.Count <= most)
            failure = await TryAsync();

        var last = attempts[^1];
        return new RewriteReport
        {
            IsValid = last.Report.IsValid,
            Rewrites = attempts.Count - 1,
            Response = last.Report.IsValid ? last.Response : null,
            Failure = last.Report.IsValid ? null : failure ?? Exhausted(attempts.Count - 1),
            Attempts = attempts,
        };

        async Task<string?> TryAsync()
        {
            try
            {
                var refused = attempts[^1];
                var rewritten = await model.RewriteAsync(prompt, refused.Response, refused.Report, cancellationToken);
                if (rewritten == refused.Response)
                    return "The model wrote the same answer again, so no further attempt was made.";

                attempts.Add(await CheckAsync(attempts.Count, rewritten));
                return null;
            }
            catch (McpException e)
            {
                return e.Message;
            }
        }

        async Task<RewriteAttempt> CheckAsync(int number, string text) => new(
            number, text, await check.RunAsync(guardrail, new GuardedText(text, prompt), ContentSource.Output, cancellationToken));
    }

    private static string Exhausted(int rewrites) =>
        $"After {rewrites} {(rewrites == 1 ? "rewrite" : "rewrites")} the answer is still not valid: do not pass it on as if it were.";
}

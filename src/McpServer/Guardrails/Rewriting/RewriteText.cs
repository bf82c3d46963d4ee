using System.Text;
using AgentStack.McpServer.Guardrails.Reports;

namespace AgentStack.McpServer.Guardrails.Rewriting;

/// <summary>How a rewriting went, in sentences.</summary>
internal static class RewriteText
{
    public static string Of(RewriteReport report)
    {
        var text = new StringBuilder(Headline(report));
        if (report.Response is { } response)
            text.Append('\n').Append(response);

        foreach (var attempt in report.Attempts)
        {
            text.Append('\n').Append(attempt.Attempt == 0 ? "As given" : $"Rewrite {attempt.Attempt}").Append(": ")
                .Append(attempt.Report.Outcome.ToString().ToLowerInvariant());
            foreach (var problem in ReportText.Problems(attempt.Report))
                text.Append("\n- ").Append(problem);
        }

        return text.ToString();
    }

    private static string Headline(RewriteReport report) => report switch
    {
        { IsValid: true, Rewrites: 0 } => "Valid as given:",
        { IsValid: true } => $"Valid after {report.Rewrites} {(report.Rewrites == 1 ? "rewrite" : "rewrites")}:",
        _ => $"Not valid. {report.Failure}",
    };
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Prompts;

/// <summary>Has a word problem solved with the arithmetic tools.</summary>
[McpServerPromptType]
internal static class WordProblemPrompts
{
    private const string Brief = "brief";

    [McpServerPrompt(Name = "solve_word_problem", Title = "Solve a word problem")]
    [Description("Solves an arithmetic problem that is told in words, with the tools of this server.")]
    public static string Solve(
        [Description("The problem, in words.")] string problem,
        [Description("How the answer is told: brief or steps."), AllowedValues(Brief, "steps")] string style = Brief) =>
        $"""
        Solve this problem. Calculate with the tools, never in your head. {(style == Brief ? "Answer in one sentence." : "Show each step.")}

        {problem}
        """;
}

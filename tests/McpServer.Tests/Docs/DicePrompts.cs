using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Docs;

[McpServerPromptType]
internal static class DicePrompts
{
    [McpServerPrompt(Name = "tell_fortune", Title = "Tell a fortune")]
    [Description("Has a question decided by a die.")]
    public static string TellFortune(
        [Description("What to decide.")] string question, [AllowedValues("grave", "merry")] string tone = "merry") =>
        $"Roll a die with roll_die and answer \"{question}\" by what it shows, in a {tone} tone.";
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Docs;

[McpServerToolType]
internal static class DiceTools
{
    [McpServerTool(Name = "roll_die", Title = "Roll a die", ReadOnly = true, OpenWorld = false)]
    [Description("Rolls one die and returns what it shows. Use it when somebody wants chance to decide.")]
    public static string RollDie([Description("How many sides the die has."), Range(2, 100)] int sides = 6) =>
        RandomNumberGenerator.GetInt32(1, sides + 1).ToString(CultureInfo.InvariantCulture);
}

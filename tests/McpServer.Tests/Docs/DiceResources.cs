using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tests.Docs;

[McpServerResourceType]
internal static class DiceResources
{
    [McpServerResource(UriTemplate = "dice://{sides}", Name = "die", Title = "A die", MimeType = "text/plain")]
    [Description("The numbers on a die of so many sides.")]
    public static string Die([Description("How many sides the die has.")] int sides) => sides is >= 2 and <= 100
        ? string.Join(' ', Enumerable.Range(1, sides))
        : throw new McpException("Dice have 2 to 100 sides");
}

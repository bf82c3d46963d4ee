using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Tools;

[McpServerToolType]
internal static class TextTools
{
    [McpServerTool(Name = "greet_user", Title = "Greet a user", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Greets a person by name. Use it when somebody wants to be greeted or to greet somebody.")]
    public static string GreetUser([Description("The name of the person to greet."), MinLength(1)] string name) =>
        $"Hello, {name}! Nice to meet you.";

    [McpServerTool(Name = "echo_message", Title = "Echo a message", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Returns a message unchanged after \"Echo: \". Use it to repeat a text word for word or to test the connection.")]
    public static string EchoMessage([Description("The message to return.")] string message) => $"Echo: {message}";
}

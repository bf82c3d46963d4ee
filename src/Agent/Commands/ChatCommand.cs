using System.CommandLine;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Commands;

internal static class ChatCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var command = new Command("chat", "Talk with the agent at the console. /tools, /reset, /exit; Ctrl+C cancels a turn.");
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(factory, new AgentRequest(settings, IsServing: false, parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AgentFactory factory, AgentRequest request, CancellationToken cancellationToken)
    {
        await using var app = await factory(request, cancellationToken);
        var chat = new ConsoleChat(
            app.Services.GetRequiredService<TurnRunner>(),
            app.Services.GetRequiredService<ToolCatalog>(),
            Console.In,
            Console.Out,
            isInteractive: !Console.IsInputRedirected);

        using var interrupts = new Interrupts();
        return await chat.RunAsync(interrupts);
    }
}

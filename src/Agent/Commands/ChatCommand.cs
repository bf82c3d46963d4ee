using System.CommandLine;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Commands;

internal static class ChatCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var session = new Option<string?>("--session") { Description = "Go on with that conversation; without it a new one begins." };
        var command = new Command("chat", "Talk with the agent at the console. /tools, /reset, /exit; Ctrl+C cancels a turn.")
        {
            session,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            factory,
            new AgentRequest(settings, IsServing: false, parsed) { IsConversation = true },
            parsed.GetValue(session),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AgentFactory factory, AgentRequest request, string? session, CancellationToken cancellationToken)
    {
        await using var app = await factory(request, cancellationToken);
        var chat = new ConsoleChat(
            app.Services.GetRequiredService<TurnRunner>(),
            app.Services.GetRequiredService<ToolCatalog>(),
            app.Services.GetRequiredService<Sessions>(),
            Console.In,
            Console.Out,
            isInteractive: !Console.IsInputRedirected)
        {
            Session = session is { Length: > 0 } ? new SessionId(session) : SessionId.New(),
        };

        using var interrupts = new Interrupts();
        return await chat.RunAsync(interrupts);
    }
}

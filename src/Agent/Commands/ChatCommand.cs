using System.CommandLine;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Remote;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class ChatCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var session = new Option<string?>("--session") { Description = "Go on with that conversation; without it a new one begins." };
        var remote = new RemoteOptions("--remote");
        var command = new Command("chat", "Talk with the agent at the console, or with a deployed one (--remote). /tools, /reset, /exit; Ctrl+C cancels a turn.")
        {
            session,
        };
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isRemote = remote.IsGiven(parsed);
            var target = remote.Read(parsed);
            if (!isRemote && target.Auth is not null)
                throw new UsageException("--remote is missing: --bearer, --sigv4 and --server are for a deployed agent");

            // A deployed agent keeps its conversations itself.
            var request = new AgentRequest(settings, IsServing: false, parsed) { IsConversation = !isRemote };
            await using var app = await factory(request, cancellationToken);
            using var agent = isRemote ? app.Services.GetRequiredService<RemoteAgents>().Open(target) : null;
            return await TalkAsync(app.Services, agent, parsed.GetValue(session));
        });
        return command;
    }

    private static async Task<int> TalkAsync(IServiceProvider services, RemoteAgent? remote, string? session)
    {
        var id = session is { Length: > 0 } ? new SessionId(session) : SessionId.New();
        if (remote?.Address.Arn is not null && RemoteSessionId.Problem(id.Value) is { } problem)
            throw new UsageException(problem);

        IChatAgent agent = remote is null
            ? ActivatorUtilities.CreateInstance<LocalChatAgent>(services)
            : new RemoteChatAgent(remote);
        var chat = new ConsoleChat(agent, Console.In, Console.Out, isInteractive: !Console.IsInputRedirected) { Session = id };

        using var interrupts = new Interrupts();
        return await chat.RunAsync(interrupts);
    }
}

using System.CommandLine;

namespace AgentStack.Agent.Commands;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(AgentFactory factory, string[] settings)
    {
        var command = new Command(Name, "Listen on port 8080 for POST /invocations and GET /ping.");
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(factory, new AgentRequest(settings, IsServing: true, parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AgentFactory factory, AgentRequest request, CancellationToken cancellationToken)
    {
        await using var app = await factory(request, cancellationToken);
        await app.RunAsync(cancellationToken);
        return ExitCode.Success;
    }
}

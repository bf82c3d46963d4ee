using System.CommandLine;
using System.Runtime.InteropServices;

namespace AgentStack.Agent.Commands;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(AgentFactory factory, string[] settings)
    {
        var command = new Command(Name, "Listen on port 8080 for POST /invocations, GET /ws, GET /ping and GET /health/ready.");
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(factory, new AgentRequest(settings, IsServing: true, parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AgentFactory factory, AgentRequest request, CancellationToken cancellationToken)
    {
        await using var app = await factory(request, cancellationToken);
        using var impatience = ForceOnSecondInterrupt();
        await app.RunAsync(cancellationToken);
        return ExitCode.Success;
    }

    // The first Ctrl+C lets the turns under way end; who presses it again has waited enough.
    private static PosixSignalRegistration ForceOnSecondInterrupt()
    {
        var interrupts = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref interrupts) > 1)
                Environment.Exit(ExitCode.Failed);
        });
    }
}

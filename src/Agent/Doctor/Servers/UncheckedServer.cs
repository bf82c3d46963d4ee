namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The place of a server that cannot be looked at.</summary>
internal sealed class UncheckedServer(string server) : IDoctorCheck
{
    public string Name => "server";

    public string? Server => server;

    public DoctorArea Area => DoctorArea.Server;

    public Task<Finding> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Finding.Bad("It was not looked at", null, null));
}

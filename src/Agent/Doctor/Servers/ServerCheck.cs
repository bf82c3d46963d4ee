using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>One step on the way to a server. What the way throws names the thing and the remedy already.</summary>
internal abstract class ServerCheck(RemoteMcpServer server, DoctorArea area, string name) : IDoctorCheck
{
    public string Name => name;

    public string? Server => server.Name;

    public DoctorArea Area => area;

    protected RemoteMcpServer Remote => server;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await WalkAsync(cancellationToken);
        }
        catch (RemoteMcpException e)
        {
            return Explain(e);
        }
    }

    protected abstract Task<Finding> WalkAsync(CancellationToken cancellationToken);

    protected virtual Finding Explain(RemoteMcpException failure) =>
        Finding.Bad(failure.Problem.TrimEnd('.'), $"At {failure.Address}.", failure.Remedy, ServerFixes.For(failure, Remote));
}

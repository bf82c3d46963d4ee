using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The app client: in SSM Parameter Store, or in the settings. Names are told, and never a secret.</summary>
internal sealed class ParametersCheck(RemoteMcpServer server, string region)
    : ServerCheck(server, DoctorArea.Credentials, "parameters")
{
    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var found = await Remote.Walk.ReadCredentialsAsync(cancellationToken);
        return Finding.Good(Remote.Walk.ReadsParameters
            ? $"{Remote.Walk.ParameterPrefix}: {string.Join(", ", found.Found)}"
            : $"app client {found.ClientId}, from the settings");
    }

    protected override Finding Explain(RemoteMcpException failure) => base.Explain(failure) with
    {
        Cause = Remote.Walk.ReadsParameters ? $"SSM was read below {failure.Address}, in {region}." : null,
    };
}

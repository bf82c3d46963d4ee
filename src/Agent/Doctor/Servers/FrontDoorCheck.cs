using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.RemoteMcp.Walk;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>Whether the server lets a request in; when not, a second one that proves nothing shows what it wants to see.</summary>
internal sealed class FrontDoorCheck(RemoteMcpServer server) : ServerCheck(server, DoctorArea.Server, "front door")
{
    protected override async Task<Finding> WalkAsync(CancellationToken cancellationToken)
    {
        var walk = Remote.Walk;
        var answer = await walk.KnockAsync(cancellationToken);
        if (answer.ForeignType is { } type)
        {
            return Finding.Bad(
                $"The answer was not MCP: the address answered {type}{(type == "text/html" ? ", a web page" : "")}",
                $"At {answer.Address}: an MCP server answers application/json or text/event-stream.",
                $"Correct {RemoteServerSettings.Key(Remote.Name)}:Url or GatewayUrl: the server's own address, mostly with /mcp at its end.",
                new DoorFixes(new DoorAddress(answer.Address), Remote).Look());
        }

        if (answer.Refusal is null)
            return Finding.Good($"{answer.Address.GetLeftPart(UriPartial.Path)} lets us in ({Remote.Options.Auth})");

        if (answer.Meaning is not (401 or 403))
            return new DoorDiagnosis(Remote, answer).Explain();

        var stranger = await TryAsync(() => walk.KnockAsStrangerAsync(cancellationToken));
        var asks = answer.ResourceMetadata is not null ? answer : stranger;
        return new DoorDiagnosis(Remote, answer)
        {
            Stranger = stranger,
            Resource = asks is null ? null : await walk.ReadResourceAsync(asks, cancellationToken),
            Token = (await walk.GetTokenAsync(cancellationToken))?.Facts,
        }.Explain();
    }

    // The first refusal is the finding; what more can be learned is welcome and not needed.
    private static async Task<DoorAnswer?> TryAsync(Func<Task<DoorAnswer>> askAsync)
    {
        try
        {
            return await askAsync();
        }
        catch (RemoteMcpException)
        {
            return null;
        }
    }
}

using AgentStack.Agent.Conversations;
using AgentStack.Agent.Doctor.Checks;
using AgentStack.Agent.Doctor.Servers;
using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Aws;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor;

/// <summary>Decides what is checked, from what is configured.</summary>
internal sealed class DoctorPlanner(
    AgentSettings settings, SettingsProblems problems, RemoteMcpServers servers, DoctorAws aws, ToolAssembly tools, IServiceProvider services, TimeProvider clock)
{
    /// <summary>The names of the configured servers, those included whose settings are wrong.</summary>
    public IEnumerable<string> Servers => settings.Servers.Servers.Keys;

    /// <param name="found">What is wrong with the settings beside what reading them has shown.</param>
    /// <param name="only">The one server to look at; null: everything.</param>
    public DoctorPlan Plan(IReadOnlyList<string> found, string? only)
    {
        List<CheckChain> chains = [.. Servers.Where(name => only is null || IsSame(name, only)).Select(Server)];
        if (only is null)
            chains.AddRange(Everything());

        return new DoctorPlan(
            new SettingsCheck(new SettingsProblems([.. found, .. problems.All]), hasServers: Servers.Any()),
            chains.Exists(chain => chain.NeedsAws) ? new AwsIdentityCheck(aws, aws.FindCredentialsAsync, CredentialsProblem.Profile) : null,
            chains)
        {
            Last = only is null && servers.All.Count > 1 ? new ToolsTogetherCheck(servers, tools) : null,
        };
    }

    private IEnumerable<CheckChain> Everything()
    {
        yield return Chain(needsAws: true, "Model:Id", new ModelCheck(aws, settings.Model, hasTools: settings.Servers.Servers.Count > 0));
        if (!string.IsNullOrEmpty(settings.Guardrail.Id))
            yield return Chain(needsAws: true, "Guardrail", new GuardrailCheck(aws, settings.Guardrail));

        var kind = settings.Conversations.Kind;
        yield return Chain(
            kind == StoreKind.AgentCoreMemory,
            ConversationOptions.Section,
            new ConversationsCheck(new Lazy<IConversationStore>(services.GetRequiredService<IConversationStore>), kind));

        if (settings.Telemetry.Targets is { Count: > 0 } targets)
            yield return Chain(targets.Any(target => target.IsSigned), "Telemetry", new TelemetryCheck(targets, aws.Settings, clock));
    }

    private CheckChain Server(string name)
    {
        if (servers.All.FirstOrDefault(server => IsSame(server.Name, name)) is not { } server)
            return new CheckChain([new UncheckedServer(name)], NeedsAws: false) { Obstacle = SettingsProblems.Obstacle };

        var isSigned = server.Options.Auth == RemoteServerAuth.SigV4;
        return new CheckChain([.. Way(server)], server.Walk.ReadsParameters || isSigned);
    }

    private IEnumerable<IDoctorCheck> Way(RemoteMcpServer server)
    {
        if (server.Walk.HasIssuer)
        {
            yield return new ParametersCheck(server, aws.Region);
            yield return new DiscoveryCheck(server);
        }

        if (server.Walk.SendsToken)
            yield return new TokenCheck(server, clock);

        yield return new FrontDoorCheck(server);
        yield return new HandshakeCheck(server);
        yield return new ToolsCheck(server, tools, isOneServer: settings.Servers.Servers.Count == 1, clock);
    }

    private CheckChain Chain(bool needsAws, string section, IDoctorCheck check) =>
        new([check], needsAws) { Obstacle = problems.Touch(section) ? SettingsProblems.Obstacle : null };

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

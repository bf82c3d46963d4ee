using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.Agent.Invocations;
using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Guardrails;
using AgentStack.Agent.Models.Prices;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Turns;
using AgentStack.RemoteMcp;
using AgentStack.Settings;
using AgentStack.Telemetry;

namespace AgentStack.Agent;

/// <summary>The agent's whole configuration, as it was read.</summary>
internal sealed record AgentSettings(
    RemoteServerSettings Servers,
    ModelOptions Model,
    GuardrailOptions Guardrail,
    PriceTable Prices,
    ToolOptions Tools,
    ToolPolicyOptions Policy,
    ConversationOptions Conversations,
    AgentCoreMemoryOptions Memory,
    TurnOptions Turns,
    TelemetrySettings Telemetry)
{
    /// <summary>Reads all of it; what is wrong becomes a problem of the reader.</summary>
    public static AgentSettings Read(SettingsReader reader, IConfiguration configuration)
    {
        var servers = RemoteServerSettings.Read(reader);
        var model = ModelOptions.Read(reader);
        var guardrail = GuardrailOptions.Read(reader);
        var prices = PriceTable.Read(reader);
        var tools = ToolOptions.Read(reader);
        foreach (var server in servers.Servers.Values)
            server.MaxResultBytes ??= tools.MaxResultBytes;

        tools.CheckPins(reader, servers.Servers);
        var policy = ToolPolicyOptions.Read(reader);
        var conversations = ConversationOptions.Read(reader);
        var memory = AgentCoreMemoryOptions.Read(reader, isChosen: conversations.Kind == StoreKind.AgentCoreMemory);
        var turns = TurnOptions.Read(reader);
        prices.CheckLimit(reader, turns, model);
        ListenAddresses.Check(reader, configuration);
        var telemetry = TelemetrySettings.Read(reader, configuration);
        return new AgentSettings(servers, model, guardrail, prices, tools, policy, conversations, memory, turns, telemetry);
    }
}

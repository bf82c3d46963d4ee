using AgentStack.Agent.Commands;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.Agent.Conversations.Sqlite;
using AgentStack.Agent.Invocations;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Guardrails;
using AgentStack.Agent.Models.Prices;
using AgentStack.Agent.Remote;
using AgentStack.Agent.Telemetry;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Turns;
using AgentStack.RemoteMcp;
using AgentStack.Settings;
using AgentStack.Telemetry;
using AgentStack.Telemetry.Logging;

namespace AgentStack.Agent;

/// <summary>The agent process: its services and its two routes.</summary>
public static class AgentApplication
{
    /// <summary>The sections of configuration that it reads.</summary>
    internal static readonly string[] Sections =
        ["Model", "Guardrail", "Prices", "McpServers", "Turns", "Tools", "Policy", "Conversations", TelemetrySettings.Section];

    /// <summary>Builds the agent; nothing listens and nothing is connected before it is started.</summary>
    /// <param name="settings">Configuration as command line arguments, such as <c>--Model:Id=…</c>.</param>
    /// <param name="configure">Adds configuration and replaces services; the last word.</param>
    /// <exception cref="SettingsException">The configuration does not make sense; all that is wrong is named.</exception>
    public static WebApplication Build(string[] settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddLog();
        configure?.Invoke(builder);

        var reader = new SettingsReader(builder.Configuration);
        var servers = RemoteServerSettings.Read(reader);
        var model = ModelOptions.Read(reader);
        var guardrail = GuardrailOptions.Read(reader);
        var prices = PriceTable.Read(reader);
        var tools = ToolOptions.Read(reader);
        var policy = ToolPolicyOptions.Read(reader);
        var conversations = ConversationOptions.Read(reader);
        var memory = AgentCoreMemoryOptions.Read(reader, isChosen: conversations.Kind == StoreKind.AgentCoreMemory);
        var turns = TurnOptions.Read(reader);
        prices.CheckLimit(reader, turns, model);
        ListenAddresses.Check(reader, builder.Configuration);
        var telemetry = TelemetrySettings.Read(reader, builder.Configuration);
        reader.ThrowIfAnyProblem();

        builder.AddAgentTelemetry(telemetry);
        builder.Services.AddRemoteMcp(servers);
        builder.Services.AddRemoteAgents();
        builder.Services.AddModel(model, guardrail, prices);
        builder.Services.AddTools(tools, policy);
        builder.Services.AddConversations(conversations, memory);
        builder.Services.AddTurns(turns);
        builder.Services.AddLifecycle();
        builder.AddInvocations();

        var app = builder.Build();
        app.UseInvocations();
        app.MapInvocations();
        app.MapPing();
        app.MapReady();
        return app;
    }

    /// <summary>Builds the agent for a command: one that does not serve keeps its log out of the way of the answer.</summary>
    public static WebApplication Build(AgentRequest request, Action<WebApplicationBuilder>? configure = null) =>
        Build(
            request.Settings,
            builder =>
            {
                if (!request.IsServing)
                    builder.LogToStandardError();

                configure?.Invoke(builder);
                if (request.IsConversation)
                    builder.KeepConversationsOnDesk();
            });
}

using AgentStack.Agent.Commands;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Sqlite;
using AgentStack.Agent.Doctor;
using AgentStack.Agent.Invocations;
using AgentStack.Agent.Lifecycle;
using AgentStack.Agent.Models;
using AgentStack.Agent.Remote;
using AgentStack.Agent.Telemetry;
using AgentStack.Agent.Tools;
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
        var builder = CreateBuilder(settings, configure);
        var reader = new SettingsReader(builder.Configuration);
        var read = AgentSettings.Read(reader, builder.Configuration);
        reader.ThrowIfAnyProblem();

        builder.AddAgentTelemetry(read.Telemetry);
        builder.Services.AddRemoteMcp(read.Servers);
        builder.Services.AddRemoteAgents();
        builder.Services.AddModel(read.Model, read.Guardrail, read.Prices);
        builder.Services.AddTools(read.Tools, read.Policy);
        builder.Services.AddConversations(read.Conversations, read.Memory);
        builder.Services.AddTurns(read.Turns);
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
    public static WebApplication Build(AgentRequest request, Action<WebApplicationBuilder>? configure = null)
    {
        return request.IsDiagnosis ? BuildForDiagnosis(request.Settings, Configure) : Build(request.Settings, Configure);

        void Configure(WebApplicationBuilder builder)
        {
            if (!request.IsServing)
                builder.LogToStandardError();

            configure?.Invoke(builder);
            request.Overlay?.Invoke(builder.Configuration);
            if (request.IsConversation)
                builder.KeepConversationsOnDesk();
        }
    }

    /// <summary>Builds what can be built of the agent, for <c>doctor</c>: wrong settings are kept, not thrown. It serves nothing.</summary>
    internal static WebApplication BuildForDiagnosis(string[] settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = CreateBuilder(settings, configure);
        var reader = new SettingsReader(builder.Configuration);
        var read = AgentSettings.Read(reader, builder.Configuration);
        builder.Services.AddDoctor(read, new SettingsProblems(reader.Problems));
        return builder.Build();
    }

    private static WebApplicationBuilder CreateBuilder(string[] settings, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddLog();
        configure?.Invoke(builder);
        return builder;
    }
}

using AgentStack.Agent.Conversations;
using AgentStack.Agent.Doctor.Checks;
using AgentStack.Agent.Tools;
using AgentStack.RemoteMcp;

namespace AgentStack.Agent.Doctor;

internal static class DoctorServices
{
    /// <summary>Registers what is looked at; what the settings got wrong is left out, and said so by the plan.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services, AgentSettings settings, SettingsProblems problems)
    {
        var sound = settings.Servers.Servers.Where(server => !problems.Touch(RemoteServerSettings.Key(server.Key)));
        services.AddRemoteMcp(new RemoteServerSettings(sound.ToDictionary(server => server.Key, server => server.Value, StringComparer.OrdinalIgnoreCase)));
        if (!problems.Touch(ConversationOptions.Section))
            services.AddConversations(settings.Conversations, settings.Memory);

        services.AddTools(settings.Tools, settings.Policy);
        services.AddSingleton(settings);
        services.AddSingleton(problems);
        services.AddSingleton<DoctorAws>();
        services.AddSingleton<DoctorPlanner>();
        services.AddSingleton<DoctorRun>();
        return services;
    }
}

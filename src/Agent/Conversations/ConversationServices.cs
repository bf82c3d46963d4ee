using AgentStack.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Conversations;

internal static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, SettingsReader reader)
    {
        services.TryAddSingleton(
            reader.Read<ConversationOptions>(ConversationOptions.Section, conversations => conversations.Problems()));
        services.TryAddSingleton<MemoryConversations>();
        return services;
    }
}

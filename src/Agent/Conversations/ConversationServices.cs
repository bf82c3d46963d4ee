using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Conversations;

internal static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, ConversationOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<MemoryConversations>();
        return services;
    }
}

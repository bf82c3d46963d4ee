using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.Agent.Conversations.Redis;
using AgentStack.Agent.Conversations.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.Agent.Conversations;

internal static class ConversationServices
{
    public static IServiceCollection AddConversations(
        this IServiceCollection services, ConversationOptions options, AgentCoreMemoryOptions memory)
    {
        services.TryAddSingleton(options);
        switch (options.Kind)
        {
            case StoreKind.Redis:
                services.TryAddSingleton(RedisAddress.Parse(options.Redis!));
                services.TryAddSingleton<RedisConnection>();
                services.TryAddSingleton<IConversationStore, RedisConversations>();
                break;
            case StoreKind.Sqlite:
                services.TryAddSingleton<IConversationStore, SqliteConversations>();
                break;
            case StoreKind.AgentCoreMemory:
                services.AddAgentCoreMemory(memory);
                break;
            default:
                services.TryAddSingleton<IConversationStore, MemoryConversations>();
                break;
        }

        services.TryAddSingleton<StoreHealth>();
        services.TryAddSingleton<SessionQueue>();
        services.TryAddSingleton<Sessions>();
        return services;
    }
}

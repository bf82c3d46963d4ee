using ModelContextProtocol.Server;

namespace AgentStack.McpServer.Offers;

/// <summary>Makes prompts of the methods that carry the SDK's attribute.</summary>
public static class PromptRegistration
{
    /// <summary>Offers each public method of the family marked <see cref="McpServerPromptAttribute"/>, as with tools.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services, Type family) => services.AddMarked(
        family,
        typeof(McpServerPromptAttribute),
        (method, target, provider) =>
            McpServerPrompt.Create(method, target, new McpServerPromptCreateOptions { Services = provider }));
}

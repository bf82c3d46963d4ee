using AgentStack.McpServer.Guardrails.Aws;
using AgentStack.McpServer.Guardrails.Rewriting;
using AgentStack.RemoteMcp.Aws;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentStack.McpServer.Guardrails;

/// <summary>What the guardrail tools stand on. No client of AWS is made before one of them is called.</summary>
internal static class GuardrailRegistration
{
    public static IServiceCollection AddGuardrails(this IServiceCollection services, GuardrailOptions options)
    {
        services.TryAddSingleton<AwsSettings>();
        return services
            .AddSingleton(options)
            .AddSingleton<BedrockClients>()
            .AddSingleton<GuardrailService>()
            .AddSingleton<ContentCheck>()
            .AddSingleton<AnswerModel>()
            .AddSingleton<RewriteLoop>();
    }
}

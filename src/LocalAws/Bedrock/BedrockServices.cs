using AgentStack.LocalAws.Bedrock.Bridge;
using AgentStack.LocalAws.Bedrock.Caching;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Offline;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.Bedrock;

internal static class BedrockServices
{
    /// <summary>Adds Bedrock Runtime: the offline model, or a bridge where an OpenAI-compatible server is named.</summary>
    public static IServiceCollection AddBedrock(this IServiceCollection services, Uri? modelEndpoint = null, string? modelName = null, TimeSpan chunkDelay = default)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConverseModel>(provider =>
            modelEndpoint is null
                ? new OfflineModel(chunkDelay, provider.GetRequiredService<TimeProvider>())
                : OpenAIModel.Connect(modelEndpoint, modelName, provider.GetService<ILogger<OpenAIModel>>()));
        services.TryAddSingleton(provider => new LocalModel(
            provider.GetRequiredService<IConverseModel>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<GuardrailBook>();
        services.TryAddSingleton<PromptCache>();
        services.TryAddSingleton(provider => new GuardedModel(
            new CachingModel(provider.GetRequiredService<LocalModel>(), provider.GetRequiredService<PromptCache>()),
            provider.GetRequiredService<GuardrailBook>()));
        services.TryAddSingleton<ConverseEndpoint>();
        services.TryAddSingleton<ApplyGuardrailEndpoint>();
        services.TryAddSingleton(new LocalAwsOptions());
        services.TryAddSingleton<GuardrailDirectory>();
        return services;
    }
}

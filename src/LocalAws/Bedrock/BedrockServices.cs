using AgentStack.LocalAws.Bedrock.Bridge;
using AgentStack.LocalAws.Bedrock.Offline;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws.Bedrock;

internal static class BedrockServices
{
    /// <summary>Adds Bedrock Runtime: the offline model, or a bridge where an OpenAI-compatible server is named.</summary>
    public static IServiceCollection AddBedrock(this IServiceCollection services, Uri? modelEndpoint = null, string? modelName = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConverseModel>(provider =>
            modelEndpoint is null ? new OfflineModel() : OpenAIModel.Connect(modelEndpoint, modelName, provider.GetService<ILogger<OpenAIModel>>()));
        services.TryAddSingleton(provider => new LocalModel(
            provider.GetRequiredService<IConverseModel>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ConverseEndpoint>();
        return services;
    }
}

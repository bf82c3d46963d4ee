using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

internal sealed class KernelBuilder(IServiceCollection? services = null) : IKernelBuilder, IKernelBuilderPlugins
{
    /// <summary>A builder over a container of someone else's has nothing to build.</summary>
    public bool AllowBuild { get; } = services is null;

    public IServiceCollection Services { get; } = services ?? new ServiceCollection();

    public IKernelBuilderPlugins Plugins => this;
}

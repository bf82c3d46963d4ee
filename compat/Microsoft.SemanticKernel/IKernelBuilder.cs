using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public interface IKernelBuilder
{
    public IServiceCollection Services { get; }

    public IKernelBuilderPlugins Plugins { get; }
}

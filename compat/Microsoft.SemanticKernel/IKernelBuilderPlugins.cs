using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public interface IKernelBuilderPlugins
{
    public IServiceCollection Services { get; }
}

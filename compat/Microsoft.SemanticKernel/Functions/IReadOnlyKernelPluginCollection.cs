using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SemanticKernel;

public interface IReadOnlyKernelPluginCollection : IReadOnlyCollection<KernelPlugin>
{
    public KernelPlugin this[string name] { get; }

    public bool TryGetPlugin(string name, [NotNullWhen(true)] out KernelPlugin? plugin);
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SemanticKernel;

public abstract class KernelPlugin : IEnumerable<KernelFunction>
{
    protected KernelPlugin(string name, string? description = null)
    {
        KernelVerify.ValidPluginName(name);
        Name = name;
        Description = string.IsNullOrWhiteSpace(description) ? "" : description;
    }

    public string Name { get; }

    public string Description { get; }

    public abstract int FunctionCount { get; }

    public KernelFunction this[string functionName] => TryGetFunction(functionName, out var function)
        ? function
        : throw new KeyNotFoundException($"The plugin '{Name}' has no function '{functionName}'.");

    public bool Contains(string functionName) => TryGetFunction(functionName, out _);

    public bool Contains(KernelFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Contains(function.Name);
    }

    public abstract bool TryGetFunction(string name, [NotNullWhen(true)] out KernelFunction? function);

    public IList<KernelFunctionMetadata> GetFunctionsMetadata() => [.. this.Select(f => f.Metadata)];

    public abstract IEnumerator<KernelFunction> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

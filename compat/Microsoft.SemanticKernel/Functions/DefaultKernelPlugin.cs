using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SemanticKernel;

internal sealed class DefaultKernelPlugin : KernelPlugin
{
    private readonly Dictionary<string, KernelFunction> _functions = new(StringComparer.OrdinalIgnoreCase);

    public DefaultKernelPlugin(string name, string? description, IEnumerable<KernelFunction>? functions)
        : base(name, description)
    {
        foreach (var function in functions ?? [])
        {
            ArgumentNullException.ThrowIfNull(function, nameof(functions));
            var clone = function.Clone(name);
            _functions.Add(clone.Name, clone);
        }
    }

    public override int FunctionCount => _functions.Count;

    public override bool TryGetFunction(string name, [NotNullWhen(true)] out KernelFunction? function) =>
        _functions.TryGetValue(name, out function);

    public override IEnumerator<KernelFunction> GetEnumerator() => _functions.Values.GetEnumerator();
}

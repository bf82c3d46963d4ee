namespace Microsoft.SemanticKernel;

public sealed class KernelReturnParameterMetadata
{
    private string _description = string.Empty;

    internal static KernelReturnParameterMetadata Empty { get; } = new();

    public string Description
    {
        get => _description;
        init => _description = value ?? string.Empty;
    }

    public Type? ParameterType { get; init; }

    public KernelJsonSchema? Schema { get; init; }
}

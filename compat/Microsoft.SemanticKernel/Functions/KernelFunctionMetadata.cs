namespace Microsoft.SemanticKernel;

public sealed class KernelFunctionMetadata
{
    private readonly string _name = string.Empty;
    private readonly string _description = string.Empty;

    public KernelFunctionMetadata(string name) => Name = name;

    public KernelFunctionMetadata(KernelFunctionMetadata metadata)
    {
        Name = metadata.Name;
        PluginName = metadata.PluginName;
        Description = metadata.Description;
        Parameters = metadata.Parameters;
        ReturnParameter = metadata.ReturnParameter;
    }

    public string Name
    {
        get => _name;
        init
        {
            KernelVerify.ValidFunctionName(value);
            _name = value;
        }
    }

    public string? PluginName { get; init; }

    public string Description
    {
        get => _description;
        init => _description = value ?? string.Empty;
    }

    public IReadOnlyList<KernelParameterMetadata> Parameters { get; init; } = [];

    public KernelReturnParameterMetadata ReturnParameter { get; init; } = KernelReturnParameterMetadata.Empty;
}

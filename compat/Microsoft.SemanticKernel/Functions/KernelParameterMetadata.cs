namespace Microsoft.SemanticKernel;

public sealed class KernelParameterMetadata(string name)
{
    private string _name = name;
    private string _description = string.Empty;

    public string Name
    {
        get => _name;
        init => _name = value;
    }

    public string Description
    {
        get => _description;
        init => _description = value ?? string.Empty;
    }

    public object? DefaultValue { get; init; }

    public bool IsRequired { get; init; }

    public Type? ParameterType { get; init; }

    public KernelJsonSchema? Schema { get; init; }
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

internal sealed class AIFunctionKernelFunction : KernelFunction
{
    private readonly AIFunction _function;

    public AIFunctionKernelFunction(AIFunction function)
        : base(function.Name, null, function.Description, ParametersOf(function), ReturnOf(function)) =>
        _function = function;

    private AIFunctionKernelFunction(AIFunctionKernelFunction other, string? pluginName)
        : base(
            other.Name, pluginName, other.Description, other.Metadata.Parameters, other.Metadata.ReturnParameter) =>
        _function = other._function;

    public override JsonSerializerOptions JsonSerializerOptions => _function.JsonSerializerOptions;

    public override KernelFunction Clone(string? pluginName = null) =>
        new AIFunctionKernelFunction(this, string.IsNullOrWhiteSpace(pluginName) ? PluginName : pluginName);

    private protected override async ValueTask<FunctionResult> InvokeCoreAsync(
        Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken)
    {
        var value = await _function.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false);
        return new FunctionResult(this, value, kernel.Culture);
    }

    private static KernelReturnParameterMetadata ReturnOf(AIFunction function) => new()
    {
        Schema = function.ReturnJsonSchema is { } schema ? new KernelJsonSchema(schema) : null,
    };

    private static List<KernelParameterMetadata> ParametersOf(AIFunction function)
    {
        if (!function.JsonSchema.TryGetProperty("properties", out var properties))
        {
            return [];
        }

        var required = function.JsonSchema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet()
            : [];
        return [.. properties.EnumerateObject().Select(p => new KernelParameterMetadata(p.Name)
        {
            Description = p.Value.TryGetProperty("description", out var text) ? text.GetString()! : "",
            DefaultValue = p.Value.TryGetProperty("default", out var fallback) ? fallback : null,
            IsRequired = required.Contains(p.Name),
            Schema = new KernelJsonSchema(
                p.Value.TryGetProperty("schema", out var nested) ? nested : p.Value),
        })];
    }
}

using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public abstract class KernelFunction : FullyQualifiedAIFunction
{
    private readonly Lazy<JsonElement> _jsonSchema;

    internal KernelFunction(
        string name,
        string? pluginName,
        string description,
        IReadOnlyList<KernelParameterMetadata> parameters,
        KernelReturnParameterMetadata? returnParameter)
        : base(new KernelFunctionMetadata(name)
        {
            PluginName = pluginName,
            Description = description,
            Parameters = parameters,
            ReturnParameter = returnParameter ?? KernelReturnParameterMetadata.Empty,
        })
    {
        KernelVerify.UniqueParameters(parameters);
        _jsonSchema = new Lazy<JsonElement>(() => FunctionSchema.Of(Metadata));
    }

    public new virtual string Name => Metadata.Name;

    public virtual string? PluginName => Metadata.PluginName;

    public override string Description => Metadata.Description;

    public override JsonElement JsonSchema => _jsonSchema.Value;

    public async Task<FunctionResult> InvokeAsync(
        Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        arguments ??= [];
        var result = new FunctionResult(this, culture: kernel.Culture);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var context = new FunctionInvocationContext(kernel, this, arguments, result)
            {
                CancellationToken = cancellationToken,
            };
            await kernel.InvokeFiltersAsync(context, async inner => inner.Result = result =
                await InvokeCoreAsync(kernel, inner.Arguments, cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
            return context.Result;
        }
        catch (OperationCanceledException canceled) when (canceled is not KernelFunctionCanceledException)
        {
            throw new KernelFunctionCanceledException(kernel, this, arguments, result, canceled);
        }
    }

    public async Task<TResult?> InvokeAsync<TResult>(
        Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        var result = await InvokeAsync(kernel, arguments, cancellationToken).ConfigureAwait(false);
        return result.GetValue<TResult>();
    }

    public abstract KernelFunction Clone(string? pluginName = null);

    protected override async ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var kernel = arguments.Services?.GetService<Kernel>() ?? new Kernel(arguments.Services);
        var result = await InvokeCoreAsync(kernel, new KernelArguments(arguments), cancellationToken)
            .ConfigureAwait(false);
        return result.Value is { } value
            ? JsonSerializer.SerializeToElement(value, JsonSerializerOptions.GetTypeInfo(value.GetType()))
            : null;
    }

    private protected abstract ValueTask<FunctionResult> InvokeCoreAsync(
        Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken);
}

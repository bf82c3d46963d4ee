namespace Microsoft.SemanticKernel;

public sealed partial class Kernel
{
    public Task<FunctionResult> InvokeAsync(
        KernelFunction function, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.InvokeAsync(this, arguments, cancellationToken);
    }

    internal Task InvokeFiltersAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> function) =>
        InvokeFromAsync(0, context, function);

    private Task InvokeFromAsync(
        int index, FunctionInvocationContext context, Func<FunctionInvocationContext, Task> function) =>
        index < _functionFilters.Count
            ? _functionFilters[index].OnFunctionInvocationAsync(
                context, next => InvokeFromAsync(index + 1, next, function))
            : function(context);
}

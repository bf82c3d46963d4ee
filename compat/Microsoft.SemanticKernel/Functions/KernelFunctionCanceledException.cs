namespace Microsoft.SemanticKernel;

public sealed class KernelFunctionCanceledException(
    Kernel kernel,
    KernelFunction function,
    KernelArguments arguments,
    FunctionResult? functionResult,
    OperationCanceledException? innerException)
    : OperationCanceledException(
        $"The invocation of function '{function.Name}' was canceled.",
        innerException,
        innerException?.CancellationToken ?? CancellationToken.None)
{
    public Kernel Kernel { get; } = kernel;

    public KernelFunction Function { get; } = function;

    public KernelArguments Arguments { get; } = arguments;

    public FunctionResult? FunctionResult { get; } = functionResult;
}
